-- An edition's steps are written before its text; once the text stands, nothing is added.
CREATE OR REPLACE FUNCTION guard_edition_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM courses_editiontext WHERE edition_id = NEW.edition_id) THEN
        RAISE EXCEPTION 'edition_is_sealed: % on edition %', TG_TABLE_NAME, NEW.edition_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_edition_step_is_sealed BEFORE INSERT ON courses_editionstep
    FOR EACH ROW EXECUTE FUNCTION guard_edition_is_sealed();
CREATE TRIGGER guard_edition_media_is_sealed BEFORE INSERT ON courses_editionmedia
    FOR EACH ROW EXECUTE FUNCTION guard_edition_is_sealed();
