-- The gate. Nobody is listed without a training certificate of her own, at this agency, in force today on the agency's
-- calendar, of the version she follows, each of whose requirements before matching is shown by facts that stand.
-- A listing is never changed: it is taken away and made again, so that every listing has come through here.
-- SQLite knows no time zones: the agency's day comes from the function that Django gives to each of its connections.
-- Another program's connection does not have it, and is refused.
CREATE TRIGGER guard_listing_gate BEFORE INSERT ON roster_listing
BEGIN
    SELECT RAISE(ABORT, 'listing_needs_a_certificate_in_force')
    WHERE NOT EXISTS (
        SELECT 1 FROM roster_trainingcertificate k JOIN people_agency agency ON agency.id = k.agency_id
        WHERE k.id = NEW.certificate_id AND k.person_id = NEW.person_id AND k.agency_id = NEW.agency_id
            AND COALESCE(k.expires_on, '9999-12-31')
                >= django_datetime_cast_date(strftime('%Y-%m-%d %H:%M:%S', 'now'), agency.time_zone, 'UTC')
            AND NOT EXISTS (SELECT 1 FROM roster_certificatevoided WHERE certificate_id = k.id)
    );
    SELECT RAISE(ABORT, 'listing_follows_her_pathway')
    WHERE NOT EXISTS (
        SELECT 1 FROM roster_trainingcertificate k
        JOIN roster_pathway pathway ON pathway.version_id = k.version_id
        JOIN roster_programmeversion version ON version.id = k.version_id
        JOIN roster_programme programme ON programme.id = version.programme_id
        WHERE k.id = NEW.certificate_id AND pathway.person_id = NEW.person_id
            AND pathway.agency_id = NEW.agency_id AND pathway.ends_on IS NULL AND programme.agency_id = NEW.agency_id
    );
    SELECT RAISE(ABORT, 'listing_rests_on_facts')
    WHERE NOT EXISTS (
        SELECT 1 FROM roster_trainingcertificate k JOIN roster_requirement r ON r.version_id = k.version_id
        WHERE k.id = NEW.certificate_id AND r.phase = 'before_matching'
    );
    -- `k.until`: what shows a requirement lasts at least as long as the certificate says.
    SELECT RAISE(ABORT, 'listing_rests_on_facts')
    WHERE EXISTS (
        SELECT 1 FROM (
            SELECT id, version_id, agency_id, COALESCE(expires_on, '9999-12-31') AS until
            FROM roster_trainingcertificate WHERE id = NEW.certificate_id
        ) k
        JOIN people_agency agency ON agency.id = k.agency_id
        JOIN roster_requirement r ON r.version_id = k.version_id
        WHERE r.phase = 'before_matching' AND (CASE r.kind
            WHEN 'course' THEN EXISTS (
                SELECT 1 FROM roster_certificateevidence e
                JOIN courses_coursecompletion c ON c.id = e.course_completion_id
                LEFT JOIN courses_coursecompletionvoided v ON v.completion_id = c.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND c.person_id = NEW.person_id AND c.course_id = r.course_id
                    AND (r.within_days IS NULL OR date(c.held_on, '+' || r.within_days || ' days') > k.until)
            ) OR EXISTS (
                SELECT 1 FROM roster_certificateevidence e
                JOIN roster_earliertraining t ON t.id = e.earlier_training_id
                LEFT JOIN roster_earliertrainingvoided v ON v.earlier_training_id = t.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND t.person_id = NEW.person_id AND t.agency_id = NEW.agency_id
                    AND t.stands_for = 'course' AND t.course_id = r.course_id AND COALESCE(t.expires_on, k.until) >= k.until
                    AND (r.within_days IS NULL OR date(t.held_on, '+' || r.within_days || ' days') > k.until)
            )
            WHEN 'live_session' THEN r.minutes <= (
                SELECT COALESCE(SUM(present.minutes), 0) FROM (
                    SELECT a.minutes, e.requirement_id, e.certificate_id, a.held_on, '9999-12-31' AS ends_on, s.kind
                    FROM roster_certificateevidence e
                    JOIN courses_attendance a ON a.id = e.attendance_id
                    JOIN courses_livesession s ON s.id = a.session_id
                    LEFT JOIN courses_attendancevoided v ON v.attendance_id = a.id
                    WHERE v.id IS NULL AND a.person_id = NEW.person_id AND s.agency_id = NEW.agency_id
                    UNION ALL
                    SELECT t.minutes, e.requirement_id, e.certificate_id, t.held_on, COALESCE(t.expires_on, '9999-12-31'), NULL
                    FROM roster_certificateevidence e
                    JOIN roster_earliertraining t ON t.id = e.earlier_training_id
                    LEFT JOIN roster_earliertrainingvoided v ON v.earlier_training_id = t.id
                    WHERE v.id IS NULL AND t.person_id = NEW.person_id AND t.agency_id = NEW.agency_id
                        AND t.stands_for = 'live_session'
                ) present
                WHERE present.certificate_id = k.id AND present.requirement_id = r.id AND present.ends_on >= k.until
                    AND (r.session_kind = '' OR COALESCE(present.kind, r.session_kind) = r.session_kind)
                    AND (r.within_days IS NULL OR date(present.held_on, '+' || r.within_days || ' days') > k.until)
            )
            WHEN 'agreement' THEN EXISTS (
                SELECT 1 FROM roster_certificateevidence e
                JOIN people_agreementsigned s ON s.id = e.agreement_signed_id
                JOIN people_agreementversion w ON w.id = s.version_id
                LEFT JOIN people_agreementunsigned v ON v.signed_id = s.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND s.person_id = NEW.person_id AND w.agreement_id = r.agreement_id
                    AND NOT EXISTS (
                        SELECT 1 FROM people_agreementversion later
                        WHERE later.agreement_id = w.agreement_id AND later.number > w.number AND later.held_on
                            <= django_datetime_cast_date(strftime('%Y-%m-%d %H:%M:%S', 'now'), agency.time_zone, 'UTC')
                    )
                    AND (r.within_days IS NULL OR date(s.held_on, '+' || r.within_days || ' days') > k.until)
            )
            WHEN 'decision' THEN EXISTS (
                SELECT 1 FROM roster_certificateevidence e
                JOIN roster_decision d ON d.id = e.decision_id
                LEFT JOIN roster_decisionreversed v ON v.decision_id = d.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND d.person_id = NEW.person_id AND d.agency_id = NEW.agency_id AND d.outcome = 'ready'
                    AND NOT EXISTS (
                        SELECT 1 FROM roster_decision later
                        LEFT JOIN roster_decisionreversed taken ON taken.decision_id = later.id
                        WHERE later.person_id = d.person_id AND later.agency_id = d.agency_id AND taken.id IS NULL
                            AND later.outcome IS NOT 'ready' AND (later.held_on, later.id) > (d.held_on, d.id)
                    )
                    AND (r.within_days IS NULL OR date(d.held_on, '+' || r.within_days || ' days') > k.until)
            )
            WHEN 'earlier_training' THEN EXISTS (
                SELECT 1 FROM roster_certificateevidence e
                JOIN roster_earliertraining t ON t.id = e.earlier_training_id
                LEFT JOIN roster_earliertrainingvoided v ON v.earlier_training_id = t.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND t.person_id = NEW.person_id AND t.agency_id = NEW.agency_id
                    AND t.stands_for = 'other' AND COALESCE(t.expires_on, k.until) >= k.until
                    AND (r.within_days IS NULL OR date(t.held_on, '+' || r.within_days || ' days') > k.until)
            )
            WHEN 'hours' THEN (
                SELECT COALESCE(SUM(CASE WHEN h.format = 'individual' THEN h.minutes END), 0) >= COALESCE(r.individual_minutes, 0)
                    AND COALESCE(SUM(CASE WHEN h.format = 'individual' THEN h.minutes END), 0)
                        + MIN(COALESCE(SUM(CASE WHEN h.format = 'group' THEN h.minutes END), 0),
                              COALESCE(r.group_cap_minutes, 1000000000)) >= r.minutes
                FROM roster_certificateevidence e
                JOIN supervision_signature s ON s.id = e.signature_id
                JOIN supervision_hoursentry h ON h.id = s.entry_id
                LEFT JOIN supervision_hoursvoided v ON v.entry_id = h.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND h.person_id = NEW.person_id AND h.agency_id = NEW.agency_id AND h.kind = r.hours_kind
                    AND NOT EXISTS (
                        SELECT 1 FROM supervision_hoursentry later
                        JOIN supervision_signature signed ON signed.entry_id = later.id WHERE later.supersedes_id = h.id
                    )
                    AND (r.within_days IS NULL OR date(h.held_on, '+' || r.within_days || ' days') > k.until)
            )
            WHEN 'competency' THEN EXISTS (
                SELECT 1 FROM roster_certificateevidence e
                JOIN supervision_signoff o ON o.id = e.signoff_id
                LEFT JOIN supervision_signoffwithdrawn v ON v.signoff_id = o.id
                WHERE e.certificate_id = k.id AND e.requirement_id = r.id AND v.id IS NULL
                    AND o.person_id = NEW.person_id AND o.agency_id = NEW.agency_id AND o.competency_id = r.competency_id
                    AND o.level_number >= r.level_number AND COALESCE(o.valid_until, k.until) >= k.until
                    AND (r.within_days IS NULL OR date(o.held_on, '+' || r.within_days || ' days') > k.until)
            )
            ELSE FALSE
        END) IS NOT TRUE
    );
END;
CREATE TRIGGER guard_listing_never_changes BEFORE UPDATE ON roster_listing
BEGIN
    SELECT RAISE(ABORT, 'listing_never_changes');
END;
