-- Hours of one person, agency and book do not overlap, stay under 24 h a day, lie in the past, and are corrected once.
CREATE TRIGGER guard_hours_entry BEFORE INSERT ON supervision_hoursentry
BEGIN
    -- Somewhere on Earth it may already be that day (UTC+14); the action compares exactly, in the entry's zone.
    SELECT RAISE(ABORT, 'hours_not_in_the_future')
    WHERE NEW.held_on > date('now', '+14 hours') OR NEW.held_on > date(NEW.recorded_at, '+14 hours');

    SELECT RAISE(ABORT, 'hours_clock_fits_the_date')
    WHERE NEW.starts_at IS NOT NULL
      AND NEW.held_on NOT BETWEEN date(NEW.starts_at, '-12 hours') AND date(NEW.starts_at, '+14 hours');

    SELECT RAISE(ABORT, 'hours_minutes_are_the_clocks')
    WHERE NEW.starts_at IS NOT NULL
      AND (strftime('%s', NEW.ends_at) - strftime('%s', NEW.starts_at)) IS NOT (NEW.minutes * 60);

    -- Entered by somebody else without a paper: only as one who was in her session, with the minutes listed there.
    SELECT RAISE(ABORT, 'hours_as_in_the_session')
    WHERE NEW.session_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_session s JOIN supervision_sessionattendee t ON t.session_id = s.id
        WHERE s.id = NEW.session_id AND s.agency_id = NEW.agency_id AND s.kind = NEW.kind AND s.supervisor_id = NEW.supervisor_id
          AND s.held_on = NEW.held_on AND t.person_id = NEW.person_id AND t.minutes = NEW.minutes
    );

    SELECT RAISE(ABORT, 'hours_correct_the_same_persons')
    WHERE NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_hoursentry e
        WHERE e.id = NEW.supersedes_id AND e.person_id = NEW.person_id AND e.agency_id = NEW.agency_id
    );

    SELECT RAISE(ABORT, 'hours_superseded_once')
    WHERE EXISTS (
        SELECT 1 FROM supervision_hoursentry c WHERE c.supersedes_id = NEW.supersedes_id
          AND (EXISTS (SELECT 1 FROM supervision_signature g WHERE g.entry_id = c.id)
               OR NOT (EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = c.id)
                       OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = c.id)))
    );

    -- Live: not given back, not taken out, not replaced by a signed correction.
    SELECT RAISE(ABORT, 'hours_do_not_overlap')
    WHERE NEW.starts_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM supervision_hoursentry e
        WHERE e.person_id = NEW.person_id AND e.agency_id = NEW.agency_id AND e.ledger = NEW.ledger
          AND e.held_on BETWEEN date(NEW.held_on, '-3 days') AND date(NEW.held_on, '+3 days')
          AND e.starts_at < NEW.ends_at AND e.ends_at > NEW.starts_at
          AND e.id IS NOT NEW.supersedes_id
          AND NOT EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursentry c JOIN supervision_signature g ON g.entry_id = c.id WHERE c.supersedes_id = e.id)
    );

    SELECT RAISE(ABORT, 'hours_at_most_a_day')
    WHERE NEW.minutes + (
        SELECT COALESCE(SUM(e.minutes), 0) FROM supervision_hoursentry e
        WHERE e.person_id = NEW.person_id AND e.agency_id = NEW.agency_id AND e.ledger = NEW.ledger AND e.held_on = NEW.held_on
          AND e.id IS NOT NEW.supersedes_id
          AND NOT EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursentry c JOIN supervision_signature g ON g.entry_id = c.id WHERE c.supersedes_id = e.id)
    ) > 1440;
END;
