-- A consent is renewed for the same thing, ends after it was given, and is written down when it is signed, not before.
CREATE TRIGGER guard_consent BEFORE INSERT ON cms_mediaconsent
BEGIN
    SELECT RAISE(ABORT, 'consent_of_a_day_that_came') WHERE NEW.held_on > date(NEW.recorded_at, '+1 day');
    SELECT RAISE(ABORT, 'consent_renews_the_same')
    WHERE NEW.renews_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM cms_mediaconsent c
        WHERE c.id = NEW.renews_id AND c.agency_id = NEW.agency_id
          AND c.media_id IS NEW.media_id AND c.page_key IS NEW.page_key
    );
END;
CREATE TRIGGER guard_consent_withdrawn BEFORE INSERT ON cms_mediaconsentwithdrawn
BEGIN
    SELECT RAISE(ABORT, 'withdrawal_of_a_day_that_came') WHERE NEW.held_on > date(NEW.recorded_at, '+1 day');
    SELECT RAISE(ABORT, 'withdrawal_after_the_consent')
    WHERE NOT EXISTS (SELECT 1 FROM cms_mediaconsent c WHERE c.id = NEW.consent_id AND c.held_on <= NEW.held_on);
END;
-- What shows people does not go live without a consent that was not taken back. (What time ends, Python asks: decision 31.)
CREATE TRIGGER guard_page_goes_live_with_consent BEFORE UPDATE OF live ON wagtailcore_page
WHEN NEW.live AND NOT OLD.live
BEGIN
    SELECT RAISE(ABORT, 'shown_with_consent')
    WHERE EXISTS (SELECT 1 FROM cms_storypage WHERE page_ptr_id = NEW.id AND shows_people)
      AND NOT EXISTS (
        SELECT 1 FROM cms_mediaconsent c LEFT JOIN cms_mediaconsentwithdrawn w ON w.consent_id = c.id
        WHERE c.page_key = NEW.translation_key AND w.id IS NULL);
    SELECT RAISE(ABORT, 'shown_with_consent')
    WHERE EXISTS (
        SELECT 1 FROM cms_orientationvideopage v JOIN cms_media m ON m.id = v.video_id
        WHERE v.page_ptr_id = NEW.id AND m.shows_people AND NOT EXISTS (
            SELECT 1 FROM cms_mediaconsent c LEFT JOIN cms_mediaconsentwithdrawn w ON w.consent_id = c.id
            WHERE c.media_id = m.id AND w.id IS NULL));
END;
