-- What a listing rests on is taken back: the listing is gone in the same statement, whoever took it back and how.
-- guard_listing_falls(column of the evidence, key of the voiding row, table of the fact taken back): the fact's person is
-- locked first, so that a listing that is just being made is either seen here, or sees the voiding.
CREATE OR REPLACE FUNCTION guard_listing_falls() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fact bigint := (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
BEGIN
    EXECUTE format(
        'SELECT 1 FROM people_lock WHERE person_id = (SELECT person_id FROM %I WHERE id = $1) FOR NO KEY UPDATE', TG_ARGV[2]
    ) USING fact;
    EXECUTE format(
        'DELETE FROM roster_listing WHERE certificate_id IN'
        ' (SELECT certificate_id FROM roster_certificateevidence WHERE %I = $1)', TG_ARGV[0]
    ) USING fact;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_falls_coursecompletion AFTER INSERT ON courses_coursecompletionvoided
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('course_completion_id', 'completion_id', 'courses_coursecompletion');
CREATE TRIGGER guard_falls_attendance AFTER INSERT ON courses_attendancevoided
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('attendance_id', 'attendance_id', 'courses_attendance');
CREATE TRIGGER guard_falls_agreementunsigned AFTER INSERT ON people_agreementunsigned
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('agreement_signed_id', 'signed_id', 'people_agreementsigned');
CREATE TRIGGER guard_falls_signoff AFTER INSERT ON supervision_signoffwithdrawn
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('signoff_id', 'signoff_id', 'supervision_signoff');
CREATE TRIGGER guard_falls_decisionreversed AFTER INSERT ON roster_decisionreversed
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('decision_id', 'decision_id', 'roster_decision');
CREATE TRIGGER guard_falls_earliertraining AFTER INSERT ON roster_earliertrainingvoided
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('earlier_training_id', 'earlier_training_id', 'roster_earliertraining');
CREATE TRIGGER guard_falls_certificate AFTER INSERT ON roster_certificatevoided
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls('certificate_id', 'certificate_id', 'roster_trainingcertificate');

-- Hours: the entry is taken back, or its successor is signed.
CREATE OR REPLACE FUNCTION guard_listing_falls_with_hours() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry bigint := NEW.entry_id;
BEGIN
    IF TG_TABLE_NAME = 'supervision_signature' THEN
        SELECT supersedes_id INTO entry FROM supervision_hoursentry WHERE id = NEW.entry_id;
    END IF;
    IF entry IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM people_lock
        WHERE person_id = (SELECT person_id FROM supervision_hoursentry WHERE id = entry) FOR NO KEY UPDATE;
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e
        JOIN supervision_signature s ON s.id = e.signature_id WHERE s.entry_id = entry
    );
    RETURN NEW;
END $$;
CREATE TRIGGER guard_falls_hours AFTER INSERT ON supervision_hoursvoided
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls_with_hours();
CREATE TRIGGER guard_falls_superseded AFTER INSERT ON supervision_signature
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls_with_hours();

-- "Not yet", after "ready".
CREATE OR REPLACE FUNCTION guard_listing_falls_with_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e JOIN roster_decision d ON d.id = e.decision_id
        WHERE d.person_id = NEW.person_id AND d.agency_id = NEW.agency_id
            AND (d.held_on, d.id) < (NEW.held_on, NEW.id)
    );
    RETURN NEW;
END $$;
CREATE TRIGGER guard_falls_decision AFTER INSERT ON roster_decision
    FOR EACH ROW WHEN (NEW.outcome IS DISTINCT FROM 'ready') EXECUTE FUNCTION guard_listing_falls_with_decision();

-- A new version of an agreement, in force today: whoever signed an older one has the new one to sign.
CREATE OR REPLACE FUNCTION guard_listing_falls_with_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date;
BEGIN
    SELECT (now() AT TIME ZONE agency.time_zone)::date INTO today
        FROM people_agreement agreement JOIN people_agency agency ON agency.id = agreement.agency_id
        WHERE agreement.id = NEW.agreement_id;
    IF NEW.held_on > today THEN
        RETURN NEW;  -- on its day the roster's query leaves them out, and a job reassesses them
    END IF;
    PERFORM 1 FROM people_lock WHERE person_id IN (
        SELECT s.person_id FROM people_agreementsigned s JOIN people_agreementversion w ON w.id = s.version_id
        WHERE w.agreement_id = NEW.agreement_id
    ) ORDER BY person_id FOR NO KEY UPDATE;
    -- Waits for listings that are just being made by somebody whose signing we do not see yet.
    PERFORM 1 FROM people_agreement WHERE id = NEW.agreement_id FOR NO KEY UPDATE;
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e
        JOIN people_agreementsigned s ON s.id = e.agreement_signed_id
        JOIN people_agreementversion w ON w.id = s.version_id
        WHERE w.agreement_id = NEW.agreement_id AND w.number < NEW.number
    );
    RETURN NEW;
END $$;
CREATE TRIGGER guard_falls_agreementversion AFTER INSERT ON people_agreementversion
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls_with_agreement();
