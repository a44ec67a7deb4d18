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
problem-malformed_head = The request could be read in more than one way.
problem-malformed_body = The body could not be read.
problem-malformed_query = The query of the address could not be read.
problem-bad_if_match = If-Match takes one entity tag, as it stood in ETag, or *.
problem-bad_idempotency_key = Idempotency-Key takes visible ASCII characters without spaces: 1 to 255 of them, and at least 16 where no account is needed.
problem-idempotency_key_length = Idempotency-Key takes { $least } to { $most } visible characters. A random one is best, for example a UUID.
problem-no_session = There is no session, or it has ended. Please sign in.
problem-bad_credentials = Name or password is wrong, or the account may not sign in.
problem-code_required = This account has a second factor: its code is needed too.
problem-second_factor_needed = The office asks a second factor of this account. Set it up first, at /account/second-factor or by POST /api/v1/me/second-factor.
problem-reauthenticate = This needs a fresh proof of who asks: your password, and your code if you have one, by POST /api/v1/session/confirm.
problem-wrong_code = This code is wrong, has expired or was used. Wait for the next one.
problem-common_password = This is among the first passwords that anybody tries. Choose another; a sentence is easy to remember.
problem-forbidden = Your role does not allow this.
problem-not_found = There is nothing here that you may see.
problem-method_not_allowed = This address takes { $methods }.
problem-body_too_slow = The request came too slowly and was given up. Please send it again.
problem-request_in_flight = The same request is being handled already. Please ask again in a moment.
problem-stale = Somebody else has changed this meanwhile. Look at it again, then decide.
problem-body_too_large = A request may have at most { $most } bytes.
problem-not_json = Send the body as application/json in UTF-8.
problem-not_form = Send a form of a page of this office.
problem-foreign_form = This request did not come from a page of this office, or the page was open for too long. Open the page again and send it once more; going back keeps what was typed.
problem-too_many_requests = Too many requests from here. Please try again in { $seconds } seconds.
problem-unavailable = The office cannot answer just now. Please try again in { $seconds } seconds.
problem-internal = Something went wrong on our side. It has been noted; nothing was changed.

# Rules of fields
problem-too_short = This needs at least { $least } characters.
problem-unknown_field = There is no field of this name here.
problem-duplicate_field = This field stands here twice.
problem-wrong_type = { $whole ->
        [yes] The request as a whole has the wrong type of data.
       *[no] The field “{ $field }” has the wrong type of data.
    } { $expected ->
        [text] Needed is a text, in quotation marks.
        [yes_or_no] Needed is true or false, without quotation marks.
        [whole_number] Needed is a whole number, without quotation marks.
        [number] Needed is a number, without quotation marks.
        [list] Needed is a list, in square brackets.
        [object] Needed are fields with their values, in braces.
       *[other] The description of the API says what it takes.
    }
problem-wrong_value = { $whole ->
        [yes] The request as a whole is not possible so.
       *[no] The value of “{ $field }” is not possible.
    } { $expected ->
        [text] Needed is a text of the form that the description of the API gives.
        [yes_or_no] Needed is true or false.
        [whole_number] Needed is a whole number, not larger or smaller than this field can hold.
        [number] Needed is a number that is not larger or smaller than this field can hold.
        [list] Needed is a list with as many values as the description of the API says.
        [object] Needed are fields with their values.
       *[other] The description of the API says what it takes.
    }
problem-invalid = This value is not valid.
problem-bad_cursor = This cursor does not belong to this list. Begin without one.
problem-not_a_username = A name to sign in with has 3 to 40 small letters, digits, dots or hyphens.
problem-not_a_sign = A sign has 1 to 20 letters, digits, dots or hyphens.
problem-not_a_receipt_code = A receipt code has 16 digits in four groups; here are { $digits }.
problem-wrong_password = This is not your present password.

# Questions to the law
problem-rule_unknown = There is no rule { $rule }; see the list of rules.
problem-no_timetable = No timetable holds for an election on { $day }: the Election Law of 2015 is the first known here.
problem-two_complexities = A case is either complex or specially complex.
problem-not_days = Extensions are whole numbers of days, separated by commas.
problem-not_a_pause = A suspension is DATE..DATE, from a day not before the start to a later day.
problem-not_yet_law = { $rule } has no version for { $day }: the first holds from { $first }.
problem-option_unknown = { $rule } does not know this.
problem-extension_not_possible = { $rule } cannot be extended so.
problem-calendar_missing = The calendar of { $year } is not loaded; nothing is guessed.
