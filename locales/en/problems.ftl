# Problems of the API and of the pages: what is wrong, and what can be done.
# A field that breaks a rule: the sentence is shown beside the field.

problem-title-400 = Not understood
problem-title-401 = Sign in
problem-title-403 = Not allowed
problem-title-404 = Not found
problem-title-405 = Not possible here
problem-title-408 = Too slow
problem-title-409 = Not possible now
problem-title-412 = Changed meanwhile
problem-title-413 = Too large
problem-title-415 = Wrong kind of content
problem-title-422 = Please correct
problem-title-429 = Too many requests
problem-title-500 = Our mistake
problem-title-503 = Not available now

problem-malformed_json = The body is not valid JSON.
problem-malformed_body = The body could not be read.
problem-malformed_query = The query of the address could not be read.
problem-bad_if_match = If-Match takes one entity tag, as it stood in ETag, or *.
problem-bad_idempotency_key = Idempotency-Key takes 1 to 200 visible characters.
problem-no_session = There is no session, or it has ended. Please sign in.
problem-bad_credentials = Name or password is wrong, or the account may not sign in.
problem-forbidden = Your role does not allow this.
problem-not_found = There is nothing here that you may see.
problem-method_not_allowed = This address takes { $methods }.
problem-body_too_slow = The request came too slowly and was given up. Please send it again.
problem-request_in_flight = The same request is being handled already. Please ask again in a moment.
problem-stale = Somebody else has changed this meanwhile. Look at it again, then decide.
problem-body_too_large = A request may have at most { $most } bytes.
problem-not_json = Send the body as application/json in UTF-8.
problem-too_many_requests = Too many requests from here. Please try again in { $seconds } seconds.
problem-unavailable = The office cannot answer just now. Please try again in { $seconds } seconds.
problem-internal = Something went wrong on our side. It has been noted; nothing was changed.
problem-idempotency_key_reused = This Idempotency-Key was used with another request. Use a new one.

# Rules of fields
problem-required = This is needed.
problem-empty = This must not be empty.
problem-too_long = This may have at most { $most } characters.
problem-too_short = This needs at least { $least } characters.
problem-control_character = This holds a character that is not allowed here: a line break, a control character or a mark that turns the direction of the text.
problem-not_an_id = This is not an identifier: 13 letters and digits.
problem-not_one_of = This must be one of: { $words }.
problem-not_a_date = This is not a date (YYYY-MM-DD) or time (RFC 3339).
problem-not_between = This must lie between { $least } and { $most }.
problem-not_an_email = This is not an e-mail address.
problem-not_a_phone = This is not a telephone number.
problem-unknown_field = There is no field of this name here.
problem-duplicate_field = This field stands here twice.
problem-wrong_type = This has the wrong type. Expected: { $expected }.
problem-wrong_value = This value is not possible. Expected: { $expected }.
problem-invalid = This value is not valid.
problem-bad_cursor = This cursor does not belong to this list. Begin without one.

# Keeping the office
problem-unknown_unit = There is no such unit.
problem-unknown_parent = There is no such unit to stand under.
problem-parent_level = A unit stands under a higher one: country, province, district, ward, polling area.
problem-unit_cycle = A unit cannot stand under itself.
problem-sign_taken = Another unit has this sign.
problem-sign_in_use = Numbers have been given with this sign; it cannot be changed.
problem-not_a_sign = A sign has 1 to 20 letters, digits, dots or hyphens.
problem-username_taken = Another account has this name.
problem-not_a_username = A name to sign in with has 3 to 40 small letters, digits, dots or hyphens.
problem-password_too_short = A password needs at least { $least } characters.
problem-own_account = You cannot take this from your own account; ask another admin.
problem-last_admin = There would be no admin left.
problem-valid_to_before_from = The last day lies before the first.
problem-no_units = An election is held in at least one unit.
problem-no_contests = An election has at least one contest.
problem-not_a_weekday = { $date } is a Saturday or Sunday: only a weekday can be a day off.
problem-not_a_saturday = { $date } is not a Saturday: only Saturdays can be worked.
problem-other_year = { $date } is not in the year { $year }.
problem-twice_in_calendar = { $date } stands there twice.
problem-unknown_rule = There is no rule of this name.
problem-law_question = { $reason }
