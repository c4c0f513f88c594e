-- An edition's steps are written before its text; once the text stands, nothing is added.
CREATE TRIGGER guard_edition_step_is_sealed BEFORE INSERT ON courses_editionstep
BEGIN
    SELECT RAISE(ABORT, 'edition_is_sealed')
    WHERE EXISTS (SELECT 1 FROM courses_editiontext WHERE edition_id = NEW.edition_id);
END;
CREATE TRIGGER guard_edition_media_is_sealed BEFORE INSERT ON courses_editionmedia
BEGIN
    SELECT RAISE(ABORT, 'edition_is_sealed')
    WHERE EXISTS (SELECT 1 FROM courses_editiontext WHERE edition_id = NEW.edition_id);
END;
