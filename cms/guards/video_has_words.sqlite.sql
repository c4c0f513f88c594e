-- A video page is live only with captions and a transcript, whoever publishes it; and they stay while it is.
CREATE TRIGGER guard_video_page_has_words BEFORE INSERT ON cms_orientationvideopage
WHEN EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = NEW.page_ptr_id AND live)
 AND (NOT EXISTS (SELECT 1 FROM cms_caption WHERE media_id = NEW.video_id)
   OR NOT EXISTS (SELECT 1 FROM cms_transcript WHERE media_id = NEW.video_id))
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
CREATE TRIGGER guard_video_page_keeps_words BEFORE UPDATE ON cms_orientationvideopage
WHEN EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = NEW.page_ptr_id AND live)
 AND (NOT EXISTS (SELECT 1 FROM cms_caption WHERE media_id = NEW.video_id)
   OR NOT EXISTS (SELECT 1 FROM cms_transcript WHERE media_id = NEW.video_id))
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
CREATE TRIGGER guard_page_goes_live_with_words BEFORE UPDATE OF live ON wagtailcore_page
WHEN NEW.live AND EXISTS (
    SELECT 1 FROM cms_orientationvideopage WHERE page_ptr_id = NEW.id
       AND (NOT EXISTS (SELECT 1 FROM cms_caption WHERE media_id = video_id)
         OR NOT EXISTS (SELECT 1 FROM cms_transcript WHERE media_id = video_id)))
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
CREATE TRIGGER guard_captions_stay AFTER DELETE ON cms_caption
WHEN NOT EXISTS (SELECT 1 FROM cms_caption WHERE media_id = OLD.media_id)
 AND EXISTS (
    SELECT 1 FROM cms_orientationvideopage JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
    WHERE live AND video_id = OLD.media_id)
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
CREATE TRIGGER guard_captions_are_not_moved AFTER UPDATE OF media_id ON cms_caption
WHEN NOT EXISTS (SELECT 1 FROM cms_caption WHERE media_id = OLD.media_id)
 AND EXISTS (
    SELECT 1 FROM cms_orientationvideopage JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
    WHERE live AND video_id = OLD.media_id)
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
CREATE TRIGGER guard_transcript_stays AFTER DELETE ON cms_transcript
WHEN NOT EXISTS (SELECT 1 FROM cms_transcript WHERE media_id = OLD.media_id)
 AND EXISTS (
    SELECT 1 FROM cms_orientationvideopage JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
    WHERE live AND video_id = OLD.media_id)
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
CREATE TRIGGER guard_transcript_is_not_moved AFTER UPDATE OF media_id ON cms_transcript
WHEN NOT EXISTS (SELECT 1 FROM cms_transcript WHERE media_id = OLD.media_id)
 AND EXISTS (
    SELECT 1 FROM cms_orientationvideopage JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
    WHERE live AND video_id = OLD.media_id)
BEGIN
    SELECT RAISE(ABORT, 'video_has_words');
END;
