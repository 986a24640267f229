"""What the figures of an import mean; entered at start-up."""

from portal.shared.registry import Definition

IMPORTS = "Imports"
DEFINITIONS = {
    "import-created": Definition(
        "Created", IMPORTS, "Rows that became a new record.", "No record had the row's id or address."
    ),
    "import-changed": Definition(
        "Changed",
        IMPORTS,
        "Rows whose record was there and got other values.",
        "Found by id, else by address; at least one value of the row differs.",
    ),
    "import-unchanged": Definition(
        "Unchanged",
        IMPORTS,
        "Rows whose record already says the same. Nothing was written.",
        "Found by id, else by address; every value of the row is the record's.",
    ),
    "import-refused": Definition(
        "Refused",
        IMPORTS,
        "Rows that were not taken, each with its reason. They can be mended in the result file and uploaded again.",
        "Rows with a problem, or with a word that nobody has decided on.",
    ),
}
