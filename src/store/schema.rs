//! The tables as diesel knows them; checked against both migrated databases by `schema_parity`.

diesel::table! {
    units (id) {
        id -> BigInt,
        parent -> Nullable<BigInt>,
        level -> Text,
        name -> Text,
        sign -> Text,
        remote -> Bool,
        bodies -> Text,
        public -> Bool,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        reminders -> Nullable<Text>,
    }
}

diesel::table! {
    members (id) {
        id -> BigInt,
        username -> Text,
        name -> Text,
        email -> Nullable<Text>,
        language -> Text,
        password_hash -> Nullable<Text>,
        disabled -> Bool,
        absent_until -> Nullable<Date>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    member_roles (member_id, role, unit_id) {
        member_id -> BigInt,
        role -> Text,
        unit_id -> BigInt,
        since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    elections (id) {
        id -> BigInt,
        name -> Text,
        day -> Date,
        contests -> Text,
        units -> Text,
        voter_list_posted -> Nullable<Date>,
        candidate_list_published -> Nullable<Date>,
        result_published -> Nullable<Date>,
        opens_before -> BigInt,
        closes_after -> BigInt,
    }
}

diesel::table! {
    calendar_years (year, revision) {
        year -> Integer,
        revision -> BigInt,
        data -> Text,
        source -> Text,
        loaded_at -> Timestamp,
    }
}

diesel::table! {
    law_figures (rule, version, revision) {
        rule -> Text,
        version -> Text,
        revision -> BigInt,
        amount -> BigInt,
        source -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    revisions (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    cases (id) {
        id -> BigInt,
        number_seq -> Integer,
        number_year -> Integer,
        number_sign -> Text,
        unit_id -> BigInt,
        kind -> Text,
        matter -> Text,
        contest -> Nullable<Text>,
        track -> Text,
        channel -> Text,
        form -> Text,
        identity -> Text,
        confidential -> Bool,
        status -> Text,
        closed_as -> Nullable<Text>,
        result -> Nullable<Text>,
        competent_body -> Nullable<Text>,
        assignee -> Nullable<BigInt>,
        registered_by -> Nullable<BigInt>,
        received_at -> Timestamp,
        first_received_at -> Timestamp,
        polling_area -> Nullable<BigInt>,
        next_due -> Date,
        freezes_on -> Nullable<Date>,
        election_day -> Nullable<Date>,
        to_serve -> Bool,
        suspended -> Bool,
        awaits_answer -> Bool,
        instance -> Integer,
        version -> BigInt,
        status_data -> Text,
        detail -> Text,
    }
}

diesel::table! {
    case_titles (case_id) {
        case_id -> BigInt,
        title -> Text,
    }
}

diesel::table! {
    case_keys (case_id) {
        case_id -> BigInt,
        office_key -> Text,
        wrapped -> Binary,
    }
}

diesel::table! {
    events (id) {
        id -> BigInt,
        case_id -> BigInt,
        seq -> BigInt,
        at -> Timestamp,
        on_date -> Date,
        by_kind -> Text,
        by_member -> Nullable<BigInt>,
        on_paper -> Bool,
        #[sql_name = "type"]
        event_type -> Text,
        data -> Text,
    }
}

diesel::table! {
    texts (id) {
        id -> BigInt,
        case_id -> BigInt,
        purpose -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    letters (id) {
        id -> BigInt,
        case_id -> BigInt,
        unit_id -> BigInt,
        seq -> Integer,
        year -> Integer,
        sign -> Text,
        received_at -> Timestamp,
        channel -> Text,
        text_id -> BigInt,
    }
}

diesel::table! {
    letter_book (unit_id, year) {
        unit_id -> BigInt,
        year -> Integer,
        last_seq -> Integer,
    }
}

diesel::table! {
    parties (id) {
        id -> BigInt,
        case_id -> BigInt,
        role -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    party_index (party_id, field) {
        party_id -> BigInt,
        field -> Text,
        blind -> Text,
        case_id -> BigInt,
    }
}

diesel::table! {
    deadlines (case_id, rule, started_seq) {
        case_id -> BigInt,
        rule -> Text,
        started_seq -> BigInt,
        version -> Text,
        duty -> Text,
        starts_on -> Date,
        due -> Nullable<Date>,
        office_target -> Nullable<Date>,
        state -> Text,
        met_on -> Nullable<Date>,
        data -> Text,
        look_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    reminders (case_id, rule, started_seq, due, step) {
        case_id -> BigInt,
        rule -> Text,
        started_seq -> BigInt,
        due -> Date,
        step -> Text,
        told_at -> Timestamp,
        mails -> Integer,
    }
}

diesel::table! {
    digests (day, kind, member_id) {
        day -> Date,
        kind -> Text,
        member_id -> BigInt,
        made_at -> Timestamp,
        mail_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    documents (id) {
        id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        document_no -> Nullable<Text>,
        document_date -> Nullable<Date>,
        signer_name -> Nullable<Text>,
        signer_office -> Nullable<Text>,
        signing_body -> Nullable<Text>,
        created_at -> Timestamp,
        seq -> Integer,
    }
}

diesel::table! {
    conflicts (case_id, member_id) {
        case_id -> BigInt,
        member_id -> BigInt,
    }
}

diesel::table! {
    case_asks (case_id) {
        case_id -> BigInt,
    }
}

diesel::table! {
    member_marks (member_id, field, blind) {
        member_id -> BigInt,
        field -> Text,
        blind -> Text,
    }
}

diesel::table! {
    office_root (id) {
        id -> BigInt,
        office_key -> Text,
        wrapped -> Binary,
    }
}

diesel::table! {
    case_clerks (case_id, member_id) {
        case_id -> BigInt,
        member_id -> BigInt,
    }
}

diesel::table! {
    receipts (case_id) {
        case_id -> BigInt,
        code_hash -> Text,
        issued_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        member_id -> BigInt,
        audience -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        csrf -> Nullable<Text>,
        token_hash -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamp>,
        last_used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    refresh_tokens (hash) {
        hash -> Text,
        session_id -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    track_tokens (hash) {
        hash -> Text,
        case_id -> BigInt,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    idempotency (key_hash) {
        key_hash -> Text,
        scope -> Text,
        request_digest -> Text,
        status -> Integer,
        answer -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        case_id -> Nullable<BigInt>,
        event_id -> Nullable<BigInt>,
        kind -> Text,
        language -> Text,
        state -> Text,
        created_at -> Timestamp,
        next_at -> Timestamp,
        give_up_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        attempts -> Integer,
        lease_until -> Nullable<Timestamp>,
        lease_by -> Nullable<Text>,
        sealed_recipient -> Binary,
        sealed_subject -> Binary,
        sealed_bytes -> Binary,
        message_id -> Text,
        last_answer -> Nullable<Text>,
        alerted_at -> Nullable<Timestamp>,
        destination -> Nullable<Text>,
    }
}

diesel::table! {
    mail_attempts (mail_id, seq) {
        mail_id -> BigInt,
        seq -> Integer,
        at -> Timestamp,
        outcome -> Text,
        answer -> Text,
        took_ms -> BigInt,
    }
}

diesel::table! {
    mail_replies (hash) {
        hash -> Text,
        mail_id -> BigInt,
        case_id -> BigInt,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    mail_received (digest) {
        digest -> Text,
        received_on -> Date,
        became -> Text,
    }
}

diesel::table! {
    mail_senders (hash, received_on) {
        hash -> Text,
        received_on -> Date,
        taken -> Integer,
    }
}

diesel::table! {
    calendar_feeds (id) {
        id -> BigInt,
        hash -> Text,
        member_id -> BigInt,
        unit_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    job_leases (name) {
        name -> Text,
        holder -> Text,
        until -> Timestamp,
    }
}

diesel::table! {
    job_runs (id) {
        id -> BigInt,
        job -> Text,
        started_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        done -> BigInt,
        failed -> BigInt,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    job_looks (job) {
        job -> Text,
        looked_at -> Timestamp,
    }
}

diesel::table! {
    half_forms (hash) {
        hash -> Text,
        sealed -> Binary,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    attachments (id) {
        id -> BigInt,
        case_id -> Nullable<BigInt>,
        letter_id -> Nullable<BigInt>,
        form_hash -> Nullable<Text>,
        object -> Text,
        sealed -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    one_time_links (hash) {
        hash -> Text,
        member_id -> BigInt,
        audience -> Text,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    second_factors (member_id) {
        member_id -> BigInt,
        sealed_secret -> Nullable<Binary>,
        sealed_pending -> Nullable<Binary>,
        pending_until -> Nullable<Timestamp>,
        last_step -> BigInt,
        enrolled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recovery_codes (hash) {
        hash -> Text,
        member_id -> BigInt,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    account_changes (id) {
        id -> BigInt,
        member_id -> BigInt,
        by_id -> BigInt,
        what -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    intake_hours (unit_id, hour) {
        unit_id -> BigInt,
        hour -> Timestamp,
        letters -> Integer,
    }
}

diesel::table! {
    triage (case_id) {
        case_id -> BigInt,
        unit_id -> BigInt,
    }
}

diesel::table! {
    retention (case_id) {
        case_id -> BigInt,
        listed_on -> Date,
        basis -> Text,
        destroyed_on -> Nullable<Date>,
    }
}

diesel::table! {
    holds (id) {
        id -> BigInt,
        case_id -> BigInt,
        placed_by -> BigInt,
        placed_at -> Timestamp,
        lifted_by -> Nullable<BigInt>,
        lifted_at -> Nullable<Timestamp>,
        sealed_reason -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    units,
    members,
    member_roles,
    elections,
    calendar_years,
    law_figures,
    revisions,
    cases,
    case_titles,
    case_keys,
    events,
    texts,
    letters,
    letter_book,
    parties,
    party_index,
    deadlines,
    documents,
    conflicts,
    case_clerks,
    case_asks,
    member_marks,
    office_root,
    receipts,
    sessions,
    refresh_tokens,
    track_tokens,
    idempotency,
    outbox,
    mail_attempts,
    mail_replies,
    mail_received,
    mail_senders,
    calendar_feeds,
    job_leases,
    job_looks,
    job_runs,
    half_forms,
    attachments,
    one_time_links,
    reminders,
    digests,
    second_factors,
    recovery_codes,
    account_changes,
    intake_hours,
    triage,
    retention,
    holds,
);
