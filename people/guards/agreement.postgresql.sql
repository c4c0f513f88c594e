-- Versions follow one another; who signs belongs to the agency, signs what was in force, in a language it is written in,
-- and signs a version once.
CREATE OR REPLACE FUNCTION guard_agreement_versions_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM people_agreementversion other
        WHERE other.agreement_id = NEW.agreement_id AND (
            (other.number < NEW.number AND other.held_on > NEW.held_on)
            OR (other.number > NEW.number)
        )
    ) THEN
        RAISE EXCEPTION 'agreement_versions_in_order: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_agreement_versions_in_order BEFORE INSERT ON people_agreementversion
    FOR EACH ROW EXECUTE FUNCTION guard_agreement_versions_in_order();
CREATE OR REPLACE FUNCTION guard_agreement_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM people_agreementversion version
        JOIN people_agreement agreement ON agreement.id = version.agreement_id
        JOIN people_membership membership ON membership.agency_id = agreement.agency_id
        WHERE version.id = NEW.version_id AND membership.person_id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'agreement_of_own_agency: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM people_agreementversion version WHERE version.id = NEW.version_id
            AND version.held_on <= NEW.held_on
    ) OR (NEW.how = 'screen' AND EXISTS (
        SELECT 1 FROM people_agreementversion version
        JOIN people_agreementversion newer ON newer.agreement_id = version.agreement_id
        WHERE version.id = NEW.version_id AND newer.number > version.number AND newer.held_on <= NEW.held_on
    )) THEN
        RAISE EXCEPTION 'agreement_version_in_force: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.language <> '' AND NOT EXISTS (
        SELECT 1 FROM people_agreementversion version
        WHERE version.id = NEW.version_id AND coalesce(version.translations -> NEW.language ->> 'text', '') <> ''
    ) THEN
        RAISE EXCEPTION 'agreement_in_a_language_of_it: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM people_agreementsigned other
        WHERE other.person_id = NEW.person_id AND other.version_id = NEW.version_id
            AND NOT EXISTS (SELECT 1 FROM people_agreementunsigned taken WHERE taken.signed_id = other.id)
    ) THEN
        RAISE EXCEPTION 'agreement_signed_once: %', NEW.uuid USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_agreement_signed BEFORE INSERT ON people_agreementsigned
    FOR EACH ROW EXECUTE FUNCTION guard_agreement_signed();
