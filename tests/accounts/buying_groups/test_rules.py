from accounts.buying_groups import rules

GENERAL = [(None, "economic_buyer", 1), (None, "champion", 1), (None, "end_user", 1)]


def test_seats_stand_in_their_order_with_their_people():
    people = [("Amir", ["end_user", "champion"]), ("Lotte", ["end_user"])]
    seats = rules.seats(GENERAL, 7, people)
    assert [(seat.role, seat.held, seat.missing) for seat in seats] == [
        ("economic_buyer", [], 1),
        ("champion", ["Amir"], 0),
        ("end_user", ["Amir", "Lotte"], 0),
    ]


def test_product_replaces_and_adds_seats_of_its_own():
    lines = [(7, "end_user", 3), (7, "legal", 1), (8, "procurement", 1), *GENERAL]
    seats = rules.seats(lines, 7, [("Amir", ["end_user"])])
    assert [(seat.role, seat.needed, seat.missing) for seat in seats] == [
        ("economic_buyer", 1, 1),
        ("champion", 1, 1),
        ("end_user", 3, 2),
        ("legal", 1, 1),
    ]


def test_more_people_than_needed_fill_a_seat_once():
    [seat] = rules.seats([(None, "champion", 1)], None, [("A", ["champion"]), ("B", ["champion"])])
    assert (seat.filled, seat.missing) == (1, 0)


def test_stances_are_one_sentence():
    people = [
        ("Lotte", -1),
        ("Amir", 1),
        ("Henrik", 2),
        ("Nadia", 2),
        ("Per", None),
        ("Ida", 0),
        ("Olaf", -2),
    ]
    assert rules.stance_sentence(people) == (
        "Henrik and Nadia are advocates; Amir supports us; Ida is neutral; Lotte is sceptical; "
        "Olaf is against us; where Per stands is not known."
    )
    assert rules.stance_sentence([("Per", None), ("Ida", None)]) == "Where Per and Ida stand is not known."
    assert rules.stance_sentence([]) == ""


def test_member_is_exactly_one_somebody():
    assert rules.somebody_problem("contact", None, "") == ""
    assert rules.somebody_problem(None, None, "CFO") == ""
    assert rules.somebody_problem(None, None, "") != ""
    assert rules.somebody_problem("contact", {"last_name": "Dahl"}, "") != ""


def test_email_of_another_name_is_questioned():
    assert rules.same_person_problem("", "Ingeborg", "Dahl") == ""
    assert rules.same_person_problem("Ingeborg Dahl", "ingeborg", "dahl") == ""
    assert rules.same_person_problem("Amir Rostami", "Ingeborg", "Dahl") == (
        "This address belongs to Amir Rostami. Choose that person, or correct the address."
    )


def test_beliefs_are_left_out_of_the_common_history():
    moved = {"stance": [None, 1], "note": ["", "x"], "influence": [1, 2], "roles": [[], ["legal"]]}
    assert rules.without_beliefs(moved) == {"roles": [[], ["legal"]]}
