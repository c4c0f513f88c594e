-- The gate. Nobody is listed without a training certificate of her own, at this agency, in force today on the agency's
-- calendar, of the version she follows, each of whose requirements before matching is shown by facts that stand.
-- A listing is never changed: it is taken away and made again, so that every listing has come through here.
CREATE OR REPLACE FUNCTION guard_listing_gate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date;
    granted roster_trainingcertificate%ROWTYPE;
    until date;  -- what shows a requirement lasts at least as long as the certificate says
    unmet text;
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    SELECT * INTO granted FROM roster_trainingcertificate WHERE id = NEW.certificate_id;
    -- A new version of an agreement waits until we are through (guard_falls_agreementversion takes the same rows).
    PERFORM 1 FROM people_agreement WHERE id IN (
        SELECT agreement_id FROM roster_requirement WHERE version_id = granted.version_id
    ) ORDER BY id FOR SHARE;
    SELECT (now() AT TIME ZONE time_zone)::date INTO today FROM people_agency WHERE id = NEW.agency_id;
    until := COALESCE(granted.expires_on, '9999-12-31'::date);

    IF today IS NULL OR granted.person_id IS DISTINCT FROM NEW.person_id
        OR granted.agency_id IS DISTINCT FROM NEW.agency_id OR (until < today) IS NOT FALSE
        OR EXISTS (SELECT 1 FROM roster_certificatevoided WHERE certificate_id = NEW.certificate_id) THEN
        RAISE EXCEPTION 'listing_needs_a_certificate_in_force: person % at agency %', NEW.person_id, NEW.agency_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    IF NOT EXISTS (
        SELECT 1 FROM roster_pathway pathway
        JOIN roster_programmeversion version ON version.id = pathway.version_id
        JOIN roster_programme programme ON programme.id = version.programme_id
        WHERE pathway.person_id = NEW.person_id AND pathway.agency_id = NEW.agency_id AND pathway.ends_on IS NULL
            AND version.id = granted.version_id AND programme.agency_id = NEW.agency_id
    ) THEN
        RAISE EXCEPTION 'listing_follows_her_pathway: person % at agency %', NEW.person_id, NEW.agency_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    IF NOT EXISTS (
        SELECT 1 FROM roster_requirement WHERE version_id = granted.version_id AND phase = 'before_matching'
    ) THEN
        RAISE EXCEPTION 'listing_rests_on_facts: version % asks for nothing', granted.version_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    SELECT r.kind INTO unmet FROM roster_requirement r
    WHERE r.version_id = granted.version_id AND r.phase = 'before_matching' AND (CASE r.kind
        WHEN 'course' THEN EXISTS (
            SELECT 1 FROM roster_certificateevidence e
            JOIN courses_coursecompletion c ON c.id = e.course_completion_id
            LEFT JOIN courses_coursecompletionvoided v ON v.completion_id = c.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND c.person_id = NEW.person_id AND c.course_id = r.course_id
                AND (r.within_days IS NULL OR c.held_on + r.within_days > until)
        ) OR EXISTS (
            SELECT 1 FROM roster_certificateevidence e
            JOIN roster_earliertraining t ON t.id = e.earlier_training_id
            LEFT JOIN roster_earliertrainingvoided v ON v.earlier_training_id = t.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND t.person_id = NEW.person_id AND t.agency_id = NEW.agency_id
                AND t.stands_for = 'course' AND t.course_id = r.course_id AND COALESCE(t.expires_on, until) >= until
                AND (r.within_days IS NULL OR t.held_on + r.within_days > until)
        )
        WHEN 'live_session' THEN r.minutes <= (
            SELECT COALESCE(SUM(present.minutes), 0) FROM (
                SELECT a.minutes FROM roster_certificateevidence e
                JOIN courses_attendance a ON a.id = e.attendance_id
                JOIN courses_livesession s ON s.id = a.session_id
                LEFT JOIN courses_attendancevoided v ON v.attendance_id = a.id
                WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND a.person_id = NEW.person_id AND s.agency_id = NEW.agency_id
                    AND (r.session_kind = '' OR s.kind = r.session_kind)
                    AND (r.within_days IS NULL OR a.held_on + r.within_days > until)
                UNION ALL
                SELECT t.minutes FROM roster_certificateevidence e
                JOIN roster_earliertraining t ON t.id = e.earlier_training_id
                LEFT JOIN roster_earliertrainingvoided v ON v.earlier_training_id = t.id
                WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND t.person_id = NEW.person_id AND t.agency_id = NEW.agency_id
                    AND t.stands_for = 'live_session' AND COALESCE(t.expires_on, until) >= until
                    AND (r.within_days IS NULL OR t.held_on + r.within_days > until)
            ) present
        )
        WHEN 'agreement' THEN EXISTS (
            SELECT 1 FROM roster_certificateevidence e
            JOIN people_agreementsigned s ON s.id = e.agreement_signed_id
            JOIN people_agreementversion w ON w.id = s.version_id
            LEFT JOIN people_agreementunsigned v ON v.signed_id = s.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND s.person_id = NEW.person_id AND w.agreement_id = r.agreement_id
                AND NOT EXISTS (
                    SELECT 1 FROM people_agreementversion later
                    WHERE later.agreement_id = w.agreement_id AND later.number > w.number AND later.held_on <= today
                )
                AND (r.within_days IS NULL OR s.held_on + r.within_days > until)
        )
        WHEN 'decision' THEN EXISTS (
            SELECT 1 FROM roster_certificateevidence e
            JOIN roster_decision d ON d.id = e.decision_id
            LEFT JOIN roster_decisionreversed v ON v.decision_id = d.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND d.person_id = NEW.person_id AND d.agency_id = NEW.agency_id AND d.outcome = 'ready'
                AND NOT EXISTS (
                    SELECT 1 FROM roster_decision later
                    LEFT JOIN roster_decisionreversed taken ON taken.decision_id = later.id
                    WHERE later.person_id = d.person_id AND later.agency_id = d.agency_id AND taken.id IS NULL
                        AND later.outcome IS DISTINCT FROM 'ready' AND (later.held_on, later.id) > (d.held_on, d.id)
                )
                AND (r.within_days IS NULL OR d.held_on + r.within_days > until)
        )
        WHEN 'earlier_training' THEN EXISTS (
            SELECT 1 FROM roster_certificateevidence e
            JOIN roster_earliertraining t ON t.id = e.earlier_training_id
            LEFT JOIN roster_earliertrainingvoided v ON v.earlier_training_id = t.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND t.person_id = NEW.person_id AND t.agency_id = NEW.agency_id
                AND t.stands_for = 'other' AND COALESCE(t.expires_on, until) >= until
                AND (r.within_days IS NULL OR t.held_on + r.within_days > until)
        )
        WHEN 'hours' THEN (
            SELECT COALESCE(SUM(h.minutes) FILTER (WHERE h.format = 'individual'), 0) >= COALESCE(r.individual_minutes, 0)
                AND COALESCE(SUM(h.minutes) FILTER (WHERE h.format = 'individual'), 0)
                    + LEAST(COALESCE(SUM(h.minutes) FILTER (WHERE h.format = 'group'), 0), r.group_cap_minutes) >= r.minutes
            FROM roster_certificateevidence e
            JOIN supervision_signature s ON s.id = e.signature_id
            JOIN supervision_hoursentry h ON h.id = s.entry_id
            LEFT JOIN supervision_hoursvoided v ON v.entry_id = h.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND h.person_id = NEW.person_id AND h.agency_id = NEW.agency_id AND h.kind = r.hours_kind
                AND NOT EXISTS (
                    SELECT 1 FROM supervision_hoursentry later
                    JOIN supervision_signature signed ON signed.entry_id = later.id WHERE later.supersedes_id = h.id
                )
                AND (r.within_days IS NULL OR h.held_on + r.within_days > until)
        )
        WHEN 'competency' THEN EXISTS (
            SELECT 1 FROM roster_certificateevidence e
            JOIN supervision_signoff o ON o.id = e.signoff_id
            LEFT JOIN supervision_signoffwithdrawn v ON v.signoff_id = o.id
            WHERE e.certificate_id = granted.id AND e.requirement_id = r.id AND v.id IS NULL
                AND o.person_id = NEW.person_id AND o.agency_id = NEW.agency_id AND o.competency_id = r.competency_id
                AND o.level_number >= r.level_number AND COALESCE(o.valid_until, until) >= until
                AND (r.within_days IS NULL OR o.held_on + r.within_days > until)
        )
        ELSE FALSE
    END) IS NOT TRUE
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'listing_rests_on_facts: % of person % at agency %', unmet, NEW.person_id, NEW.agency_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_listing_gate BEFORE INSERT ON roster_listing
    FOR EACH ROW EXECUTE FUNCTION guard_listing_gate();

CREATE OR REPLACE FUNCTION guard_listing_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'listing_never_changes: %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guard_listing_never_changes BEFORE UPDATE ON roster_listing
    FOR EACH ROW EXECUTE FUNCTION guard_listing_never_changes();
