-- A video page is live only with captions and a transcript, whoever publishes it; and they stay while it is.
CREATE OR REPLACE FUNCTION guard_media_has_words(medium bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM cms_caption WHERE media_id = medium)
       AND EXISTS (SELECT 1 FROM cms_transcript WHERE media_id = medium);
$$;

CREATE OR REPLACE FUNCTION guard_video_page_has_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = NEW.page_ptr_id AND live)
       AND NOT guard_media_has_words(NEW.video_id) THEN
        RAISE EXCEPTION 'video_has_words: page %', NEW.page_ptr_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_video_page_has_words BEFORE INSERT OR UPDATE ON cms_orientationvideopage
    FOR EACH ROW EXECUTE FUNCTION guard_video_page_has_words();

CREATE OR REPLACE FUNCTION guard_page_goes_live_with_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.live AND EXISTS (
        SELECT 1 FROM cms_orientationvideopage WHERE page_ptr_id = NEW.id AND NOT guard_media_has_words(video_id)
    ) THEN
        RAISE EXCEPTION 'video_has_words: page %', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_page_goes_live_with_words BEFORE UPDATE OF live ON wagtailcore_page
    FOR EACH ROW EXECUTE FUNCTION guard_page_goes_live_with_words();

CREATE OR REPLACE FUNCTION guard_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cms_orientationvideopage JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
        WHERE live AND video_id = OLD.media_id AND NOT guard_media_has_words(OLD.media_id)
    ) THEN
        RAISE EXCEPTION 'video_has_words: medium %', OLD.media_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER guard_captions_stay AFTER DELETE OR UPDATE OF media_id ON cms_caption
    FOR EACH ROW EXECUTE FUNCTION guard_words_stay();
CREATE TRIGGER guard_transcript_stays AFTER DELETE OR UPDATE OF media_id ON cms_transcript
    FOR EACH ROW EXECUTE FUNCTION guard_words_stay();
