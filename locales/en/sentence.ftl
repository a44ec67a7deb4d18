# One sentence that tells the sender where the case stands.

weekday = { $weekday ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
receiver = { $body ->
    [na_standing_committee] the Standing Committee of the National Assembly
   *[council_standing_body] the Standing Body of the People's Council
}
sentence-received = The subcommittee has your letter and is classifying it. By { $basis }, "{ $rule }" must be done by { weekday } { $due }.
sentence-received-undated = The subcommittee has your letter and is classifying it.
sentence-unsigned = Your letter is not signed, so it is registered as information; the time limit starts on the day you sign it.
sentence-screening = The subcommittee is examining whether it can accept your letter. By { $basis }, "{ $rule }" must be done by { weekday } { $due }.
sentence-screening-undated = The subcommittee is examining whether it can accept your letter; the law sets no date for this step.
sentence-accepted = Your letter was accepted and is being settled. By { $basis }, "{ $rule }" must be done by { weekday } { $due }.
sentence-accepted-undated = Your letter was accepted and is being settled; the law sets no date for the answer.
sentence-drafted = A draft awaits the signature of the head. By { $basis }, "{ $rule }" must be done by { weekday } { $due }.
sentence-drafted-undated = A draft awaits the signature of the head.
sentence-settled = The decision is signed and being served on the parties. By { $basis }, "{ $rule }" must be done by { weekday } { $due }.
sentence-settled-undated = The decision is signed and being served on the parties.
sentence-late = Late. "{ $rule }" should have been done by { $due } ({ $basis }). You may urge the office with a message on this page.
sentence-late-appeal = Late. "{ $rule }" should have been done by { $due } ({ $basis }). You may appeal to the next instance.
sentence-late-appeal-until = Late. "{ $rule }" should have been done by { $due } ({ $basis }). You may appeal to the next instance until { $last }.
sentence-late-court = Late. "{ $rule }" should have been done by { $due } ({ $basis }). You may sue in court until { $last }.
ground-of-suspension = { $ground ->
    [awaiting_result] the result of another body or a related case is awaited
   *[expert_assessment] a supplementary or repeated expert assessment is needed
}
sentence-paused = Paused since { $since } because { ground-of-suspension }.
sentence-paused-used = Paused since { $since } because { ground-of-suspension }; { $used } days of the time limit under { $basis } are used.
sentence-frozen = Stopped by law until election day { $election } is over (article 61.2); the file will then go to { receiver }.
sentence-hand-over = The election is over; by article 61.4 the file is being handed over to { receiver }.
sentence-closed-settled = The case is settled.
sentence-closed-settled-appeal = The case is settled. If you disagree, you may appeal until { $last }.
sentence-closed-settled-court = The case is settled. If you disagree, you may sue in court until { $last }.
sentence-closed-refused = Your letter was not accepted; the notice says why.
sentence-closed-guided = The matter belongs to another body; the guidance slip says where to send your letter.
sentence-closed-transferred = Your letter was transferred to the competent body.
sentence-closed-transferred-outside = Your letter was transferred to the competent body outside; its answer is awaited.
sentence-closed-returned = Your letter was returned with the reason.
sentence-closed-filed = Your letter was filed without action.
sentence-closed-withdrawn = The case ended because you withdrew your letter.
sentence-closed-terminated = The case was terminated.
sentence-closed-handed-over = After the election the file was handed over to { receiver }.
sentence-closed-merged = This letter was joined to an earlier case on the same matter and is settled there.

# How to sign a letter.
sign-print = Print this page, sign it or put your fingerprint on it, and send or bring it to the office.
sign-counter = Come to the reception counter to sign the letter or have minutes taken; bring your identity papers.
sign-e-signature = Sign it with an electronic signature and send it again.
