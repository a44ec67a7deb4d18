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
refusal-grants_needed = An account needs a role in a unit; only an admin of the whole tree makes one without.
refusal-user_not_found = There is no such account that you may see.
refusal-unit_not_found = There is no such unit that you may change.
refusal-election_not_found = There is no such election that you may change.
refusal-idempotency_key_reused = This Idempotency-Key was used with another request. Use a new key for a new request.
refusal-day_of_other_year = { $date } is not a day of { $year }.
refusal-day_on_wrong_weekday = { $date }: a day off falls on a weekday, a worked day on a Saturday or Sunday.
refusal-day_twice = { $date } stands there twice.
refusal-calendar_unreadable = The calendar cannot be read.
refusal-version_unknown = The rule { $rule } has no version { $version }; see the list of rules.
refusal-figure_confirmed = The law's own figure for { $rule } is confirmed; it cannot be set here.
refusal-figure_out_of_bounds = A figure lies between 0 and 365 days.
refusal-figure_without_source = Name the source of the figure.
refusal-rule_unknown = There is no rule { $rule }; see the list of rules.
