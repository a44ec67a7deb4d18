# Keeping the office: units, accounts, elections, calendars, law.

refusal-unknown_unit = There is no such unit.
refusal-unknown_parent = There is no such unit to stand under.
refusal-parent_level = A unit stands under a higher one: country, province, district, ward, polling area.
refusal-unit_cycle = A unit cannot stand under itself.
refusal-sign_taken = Another unit has this sign.
refusal-sign_in_use = Numbers have been given with this sign; it cannot be changed.
refusal-username_taken = Another account has this name.
refusal-own_account = You cannot take this from your own account; ask another admin.
refusal-last_admin = There would be no admin left.
refusal-valid_to_before_from = The last day lies before the first.
refusal-no_units = An election is held in at least one unit.
refusal-no_contests = An election has at least one contest.
