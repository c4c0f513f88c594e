-- A certificate is of a version of the same agency's programme. What it rests on shows a requirement of that version, by a
-- fact of the kind the requirement asks for, of the same person (and agency, where the fact names one).
CREATE TRIGGER guard_certificate BEFORE INSERT ON roster_trainingcertificate
WHEN NEW.agency_id IS NOT (
    SELECT programme.agency_id FROM roster_programmeversion version
    JOIN roster_programme programme ON programme.id = version.programme_id WHERE version.id = NEW.version_id
)
BEGIN
    SELECT RAISE(ABORT, 'certificate_of_own_agency');
END;
CREATE TRIGGER guard_evidence BEFORE INSERT ON roster_certificateevidence
BEGIN
    SELECT RAISE(ABORT, 'evidence_of_own_version')
    WHERE NOT EXISTS (
        SELECT 1 FROM roster_trainingcertificate k
        JOIN roster_requirement r ON r.version_id = k.version_id
        WHERE k.id = NEW.certificate_id AND r.id = NEW.requirement_id
    );
    SELECT RAISE(ABORT, 'evidence_of_herself')
    WHERE NOT EXISTS (
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
    );
END;
-- Who decides holds the role at that agency when it is written down.
CREATE TRIGGER guard_decision_by_a_coordinator BEFORE INSERT ON roster_decision
WHEN NOT EXISTS (
    SELECT 1 FROM people_membership m JOIN people_agency agency ON agency.id = m.agency_id
    WHERE m.person_id = NEW.decided_by_id AND m.agency_id = NEW.agency_id AND m.role IN ('coordinator', 'admin')
        AND django_datetime_cast_date(NEW.recorded_at, agency.time_zone, 'UTC')
            BETWEEN m.starts_on AND COALESCE(m.ends_on, '9999-12-31')
)
BEGIN
    SELECT RAISE(ABORT, 'decided_by_a_coordinator');
END;
CREATE TRIGGER guard_earlier_training_by_a_coordinator BEFORE INSERT ON roster_earliertraining
WHEN NOT EXISTS (
    SELECT 1 FROM people_membership m JOIN people_agency agency ON agency.id = m.agency_id
    WHERE m.person_id = NEW.decided_by_id AND m.agency_id = NEW.agency_id AND m.role IN ('coordinator', 'admin')
        AND django_datetime_cast_date(NEW.recorded_at, agency.time_zone, 'UTC')
            BETWEEN m.starts_on AND COALESCE(m.ends_on, '9999-12-31')
)
BEGIN
    SELECT RAISE(ABORT, 'decided_by_a_coordinator');
END;
