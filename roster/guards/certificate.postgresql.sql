-- A certificate is of a version of the same agency's programme. What it rests on shows a requirement of that version, by a
-- fact of the kind the requirement asks for, of the same person (and agency, where the fact names one).
CREATE OR REPLACE FUNCTION guard_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    PERFORM 1 FROM roster_programme WHERE id = (
        SELECT programme_id FROM roster_programmeversion WHERE id = NEW.version_id
    ) FOR SHARE;
    IF NEW.agency_id IS DISTINCT FROM (
        SELECT programme.agency_id FROM roster_programmeversion version
        JOIN roster_programme programme ON programme.id = version.programme_id WHERE version.id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'certificate_of_own_agency: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_certificate BEFORE INSERT ON roster_trainingcertificate
    FOR EACH ROW EXECUTE FUNCTION guard_certificate();

CREATE OR REPLACE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM roster_trainingcertificate k
        JOIN roster_requirement r ON r.version_id = k.version_id
        WHERE k.id = NEW.certificate_id AND r.id = NEW.requirement_id
    ) THEN
        RAISE EXCEPTION 'evidence_of_own_version: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM roster_trainingcertificate k
        JOIN roster_requirement r ON r.id = NEW.requirement_id
        LEFT JOIN courses_coursecompletion c ON c.id = NEW.course_completion_id
        LEFT JOIN courses_attendance a ON a.id = NEW.attendance_id
        LEFT JOIN courses_livesession s ON s.id = a.session_id
        LEFT JOIN people_agreementsigned g ON g.id = NEW.agreement_signed_id
        LEFT JOIN supervision_signature n ON n.id = NEW.signature_id
        LEFT JOIN supervision_hoursentry h ON h.id = n.entry_id
        LEFT JOIN supervision_signoff o ON o.id = NEW.signoff_id
        LEFT JOIN roster_decision d ON d.id = NEW.decision_id
        LEFT JOIN roster_earliertraining t ON t.id = NEW.earlier_training_id
        WHERE k.id = NEW.certificate_id AND (
            (r.kind = 'course' AND c.person_id = k.person_id)
            OR (r.kind = 'live_session' AND a.person_id = k.person_id AND s.agency_id = k.agency_id)
            OR (r.kind = 'agreement' AND g.person_id = k.person_id)
            OR (r.kind = 'hours' AND h.person_id = k.person_id AND h.agency_id = k.agency_id)
            OR (r.kind = 'competency' AND o.person_id = k.person_id AND o.agency_id = k.agency_id)
            OR (r.kind = 'decision' AND d.person_id = k.person_id AND d.agency_id = k.agency_id)
            OR (r.kind IN ('course', 'live_session', 'earlier_training')
                AND t.person_id = k.person_id AND t.agency_id = k.agency_id)
        )
    ) THEN
        RAISE EXCEPTION 'evidence_of_herself: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_evidence BEFORE INSERT ON roster_certificateevidence
    FOR EACH ROW EXECUTE FUNCTION guard_evidence();

-- Who decides holds the role at that agency when it is written down.
CREATE OR REPLACE FUNCTION guard_decided_by_a_coordinator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM people_membership m JOIN people_agency agency ON agency.id = m.agency_id
        WHERE m.person_id = NEW.decided_by_id AND m.agency_id = NEW.agency_id AND m.role IN ('coordinator', 'admin')
            AND (NEW.recorded_at AT TIME ZONE agency.time_zone)::date BETWEEN m.starts_on AND COALESCE(m.ends_on, '9999-12-31')
    ) THEN
        RAISE EXCEPTION 'decided_by_a_coordinator: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_decision_by_a_coordinator BEFORE INSERT ON roster_decision
    FOR EACH ROW EXECUTE FUNCTION guard_decided_by_a_coordinator();
CREATE TRIGGER guard_earlier_training_by_a_coordinator BEFORE INSERT ON roster_earliertraining
    FOR EACH ROW EXECUTE FUNCTION guard_decided_by_a_coordinator();
