-- A pathway leads along a version of the same agency's programme. It only ends; it is never changed or taken away.
-- When it ends or another begins, a listing that rests on a certificate of another version is gone.
CREATE OR REPLACE FUNCTION guard_pathway() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF TG_OP = 'UPDATE' AND (
        OLD.ends_on IS NOT NULL OR NEW.ends_on IS NULL
        OR (NEW.id, NEW.uuid, NEW.person_id, NEW.agency_id, NEW.version_id, NEW.starts_on, NEW.set_by_id, NEW.created_at)
            IS DISTINCT FROM
            (OLD.id, OLD.uuid, OLD.person_id, OLD.agency_id, OLD.version_id, OLD.starts_on, OLD.set_by_id, OLD.created_at)
    ) THEN
        RAISE EXCEPTION 'pathway_only_ends: %', OLD.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Holds back requirements that are just being added to the version (guard_version_in_use).
    PERFORM 1 FROM roster_programme WHERE id = (
        SELECT programme_id FROM roster_programmeversion WHERE id = NEW.version_id
    ) FOR SHARE;
    IF NEW.agency_id IS DISTINCT FROM (
        SELECT programme.agency_id FROM roster_programmeversion version
        JOIN roster_programme programme ON programme.id = version.programme_id WHERE version.id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'pathway_of_own_agency: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_pathway BEFORE INSERT OR UPDATE ON roster_pathway
    FOR EACH ROW EXECUTE FUNCTION guard_pathway();

CREATE OR REPLACE FUNCTION guard_pathway_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'pathway_stays: % on roster_pathway', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER guard_pathway_stays BEFORE DELETE ON roster_pathway
    FOR EACH ROW EXECUTE FUNCTION guard_pathway_stays();
CREATE TRIGGER guard_pathway_no_empty BEFORE TRUNCATE ON roster_pathway
    FOR EACH STATEMENT EXECUTE FUNCTION guard_pathway_stays();

CREATE OR REPLACE FUNCTION guard_listing_falls_with_pathway() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM roster_listing USING roster_trainingcertificate granted
    WHERE roster_listing.person_id = NEW.person_id AND roster_listing.agency_id = NEW.agency_id
        AND granted.id = roster_listing.certificate_id AND NOT EXISTS (
            SELECT 1 FROM roster_pathway pathway
            WHERE pathway.person_id = NEW.person_id AND pathway.agency_id = NEW.agency_id
                AND pathway.ends_on IS NULL AND pathway.version_id = granted.version_id
        );
    RETURN NEW;
END $$;
CREATE TRIGGER guard_falls_pathway AFTER INSERT OR UPDATE ON roster_pathway
    FOR EACH ROW EXECUTE FUNCTION guard_listing_falls_with_pathway();
