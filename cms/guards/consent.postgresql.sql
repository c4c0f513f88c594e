-- A consent is renewed for the same thing, ends after it was given, and is written down when it is signed, not before.
CREATE OR REPLACE FUNCTION guard_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.held_on > (NEW.recorded_at AT TIME ZONE 'UTC')::date + 1 THEN
        RAISE EXCEPTION 'consent_of_a_day_that_came: %', NEW.held_on USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.renews_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM cms_mediaconsent c
        WHERE c.id = NEW.renews_id AND c.agency_id = NEW.agency_id
          AND c.media_id IS NOT DISTINCT FROM NEW.media_id AND c.page_key IS NOT DISTINCT FROM NEW.page_key
    ) THEN
        RAISE EXCEPTION 'consent_renews_the_same: %', NEW.renews_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_consent BEFORE INSERT ON cms_mediaconsent
    FOR EACH ROW EXECUTE FUNCTION guard_consent();

CREATE OR REPLACE FUNCTION guard_consent_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.held_on > (NEW.recorded_at AT TIME ZONE 'UTC')::date + 1 THEN
        RAISE EXCEPTION 'withdrawal_of_a_day_that_came: %', NEW.held_on USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM cms_mediaconsent c WHERE c.id = NEW.consent_id AND c.held_on <= NEW.held_on) THEN
        RAISE EXCEPTION 'withdrawal_after_the_consent: %', NEW.consent_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_consent_withdrawn BEFORE INSERT ON cms_mediaconsentwithdrawn
    FOR EACH ROW EXECUTE FUNCTION guard_consent_withdrawn();

-- What shows people does not go live without a consent that was not taken back. (What time ends, Python asks: decision 31.)
CREATE OR REPLACE FUNCTION guard_page_goes_live_with_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cms_storypage WHERE page_ptr_id = NEW.id AND shows_people)
       AND NOT EXISTS (
        SELECT 1 FROM cms_mediaconsent c LEFT JOIN cms_mediaconsentwithdrawn w ON w.consent_id = c.id
        WHERE c.page_key = NEW.translation_key AND w.id IS NULL
    ) THEN
        RAISE EXCEPTION 'shown_with_consent: page %', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM cms_orientationvideopage v JOIN cms_media m ON m.id = v.video_id
        WHERE v.page_ptr_id = NEW.id AND m.shows_people AND NOT EXISTS (
            SELECT 1 FROM cms_mediaconsent c LEFT JOIN cms_mediaconsentwithdrawn w ON w.consent_id = c.id
            WHERE c.media_id = m.id AND w.id IS NULL)
    ) THEN
        RAISE EXCEPTION 'shown_with_consent: page %', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_page_goes_live_with_consent BEFORE UPDATE OF live ON wagtailcore_page
    FOR EACH ROW WHEN (NEW.live AND NOT OLD.live) EXECUTE FUNCTION guard_page_goes_live_with_consent();
