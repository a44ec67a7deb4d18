# Why something is refused, and what to do instead.
# `violation-<code>`: a field is not what it takes. `refusal-<code>`: a rule of the office or the law refuses the act.
# Every code in src/ has its text here and in ../vi; tests/it/locales.rs looks.

violation-required = This field is mandatory: please fill it in.
violation-empty = This field cannot be left blank or hold only spaces.
violation-too_long = Too long: at most { $most } characters. Please shorten it; further documents can be sent as another letter.
violation-control_character = There is a character that cannot be taken and may be invisible: a control character, a line break in a field of one line, a line separator, or a mark that turns the direction of the text (they often come along when text is copied from elsewhere). Please delete what was pasted and type it again.
violation-not_an_id = This is not an identifier. One has 13 letters and digits, as the system shows it, for example 0E5K6ZJ3Q8M2T.
violation-not_one_of = Not a value that is known here. Use one of: { $words }.
violation-not_a_date = This is not a date of the calendar. Write year-month-day, for example 2026-03-15.
violation-not_between = Out of bounds: use a value from { $least } to { $most }.
violation-not_an_email = This is not an e-mail address. One looks like name@example.vn, without spaces or line breaks.
violation-not_a_phone = This is not a telephone number. Write digits, with + and the country before them if you like, for example 0912 345 678 or +84 912 345 678.
violation-not_a_time = This is not a time of day. Write hours:minutes, for example 07:30.
violation-twice = { $value } is given twice.
violation-too_many = Too many values: at most { $most } are taken.

refusal-contest_required = A case about a nominee, a candidate, a list of candidates or a result needs the contest, since its time limits differ by the body that is elected. Say which: National Assembly or the People's Council of the province, district or commune.
refusal-contest_not_held = The election of this case does not elect that body. Choose one of its contests.
refusal-contest_without_election = On the general track there is a contest only with a nominee, a candidate, a list of candidates or a result. Leave the contest out, or classify to the election track.
refusal-electoral_matter_on_general_track = Complaints about this matter follow the Election Law alone; the Complaint Law has no rule for them. Classify to the election track, or correct the matter.
refusal-ground_though_eligible = A letter found eligible has no ground of ineligibility. Leave the ground out, or record the letter as not eligible.
refusal-ineligible_needs_ground = A letter is found not eligible on a ground that is recorded. Give the ground, or record the letter as eligible.
refusal-no_timetable = No timetable holds for an election on { $day }: the Election Law of 2015 is the first known here.
