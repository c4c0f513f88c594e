-- What a listing rests on is taken back: the listing is gone in the same statement, whoever took it back and how.
CREATE TRIGGER guard_falls_coursecompletion AFTER INSERT ON courses_coursecompletionvoided
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT certificate_id FROM roster_certificateevidence WHERE course_completion_id = NEW.completion_id
    );
END;
CREATE TRIGGER guard_falls_attendance AFTER INSERT ON courses_attendancevoided
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT certificate_id FROM roster_certificateevidence WHERE attendance_id = NEW.attendance_id
    );
END;
CREATE TRIGGER guard_falls_agreementunsigned AFTER INSERT ON people_agreementunsigned
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT certificate_id FROM roster_certificateevidence WHERE agreement_signed_id = NEW.signed_id
    );
END;
CREATE TRIGGER guard_falls_signoff AFTER INSERT ON supervision_signoffwithdrawn
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT certificate_id FROM roster_certificateevidence WHERE signoff_id = NEW.signoff_id
    );
END;
CREATE TRIGGER guard_falls_decisionreversed AFTER INSERT ON roster_decisionreversed
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT certificate_id FROM roster_certificateevidence WHERE decision_id = NEW.decision_id
    );
END;
CREATE TRIGGER guard_falls_earliertraining AFTER INSERT ON roster_earliertrainingvoided
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT certificate_id FROM roster_certificateevidence WHERE earlier_training_id = NEW.earlier_training_id
    );
END;
CREATE TRIGGER guard_falls_certificate AFTER INSERT ON roster_certificatevoided
BEGIN
    DELETE FROM roster_listing WHERE certificate_id = NEW.certificate_id;
END;
-- Hours: the entry is taken back, or its successor is signed.
CREATE TRIGGER guard_falls_hours AFTER INSERT ON supervision_hoursvoided
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e
        JOIN supervision_signature s ON s.id = e.signature_id WHERE s.entry_id = NEW.entry_id
    );
END;
CREATE TRIGGER guard_falls_superseded AFTER INSERT ON supervision_signature
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e
        JOIN supervision_signature s ON s.id = e.signature_id
        JOIN supervision_hoursentry later ON later.supersedes_id = s.entry_id WHERE later.id = NEW.entry_id
    );
END;
-- "Not yet", after "ready".
CREATE TRIGGER guard_falls_decision AFTER INSERT ON roster_decision
WHEN NEW.outcome IS NOT 'ready'
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e JOIN roster_decision d ON d.id = e.decision_id
        WHERE d.person_id = NEW.person_id AND d.agency_id = NEW.agency_id
            AND (d.held_on, d.id) < (NEW.held_on, NEW.id)
    );
END;
-- A new version of an agreement, in force today: whoever signed an older one has the new one to sign. For one of a later
-- day: on its day the roster's query leaves them out, and a job reassesses them.
CREATE TRIGGER guard_falls_agreementversion AFTER INSERT ON people_agreementversion
BEGIN
    DELETE FROM roster_listing WHERE certificate_id IN (
        SELECT e.certificate_id FROM roster_certificateevidence e
        JOIN people_agreementsigned s ON s.id = e.agreement_signed_id
        JOIN people_agreementversion w ON w.id = s.version_id
        JOIN people_agreement agreement ON agreement.id = w.agreement_id
        JOIN people_agency agency ON agency.id = agreement.agency_id
        WHERE w.agreement_id = NEW.agreement_id AND w.number < NEW.number AND NEW.held_on
            <= django_datetime_cast_date(strftime('%Y-%m-%d %H:%M:%S', 'now'), agency.time_zone, 'UTC')
    );
END;
