# Why something is refused, and what to do instead.
# `violation-<code>`: a field is not what it takes. `refusal-<code>`: a rule of the office or the law refuses the act.
# Every code in src/ has its text here and in ../vi; tests/it/locales.rs looks.

violation-required = This field is mandatory: please fill it in.
violation-empty = This field cannot be left blank or hold only spaces.
violation-too_long = Too long: at most { $most } characters. Please shorten it; further documents can be sent as another letter.
violation-control_character = There is a character that cannot be taken: a control character, a line break in a field of one line, or a mark that turns the direction of the text. Please delete it and type the text again.
violation-not_an_id = This is not an identifier. One has 13 letters and digits, as the system shows it, for example 0E5K6ZJ3Q8M2T.
violation-not_one_of = Not a value that is known here. Use one of: { $words }.
violation-not_a_date = This is not a date of the calendar. Write year-month-day, for example 2026-03-15.
violation-not_between = Out of bounds: use a value from { $least } to { $most }.
violation-not_an_email = This is not an e-mail address. One looks like name@example.vn, without spaces or line breaks.
violation-not_a_phone = This is not a telephone number. Write digits, with + and the country before them if you like, for example 0912 345 678 or +84 912 345 678.

