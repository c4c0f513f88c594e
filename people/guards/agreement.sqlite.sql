-- Versions follow one another; who signs belongs to the agency, signs what was in force, in a language it is written in,
-- and signs a version once.
CREATE TRIGGER guard_agreement_versions_in_order BEFORE INSERT ON people_agreementversion
WHEN EXISTS (
    SELECT 1 FROM people_agreementversion other
    WHERE other.agreement_id = NEW.agreement_id AND (
        (other.number < NEW.number AND other.held_on > NEW.held_on)
        OR (other.number > NEW.number)
    )
)
BEGIN
    SELECT RAISE(ABORT, 'agreement_versions_in_order');
END;
CREATE TRIGGER guard_agreement_of_own_agency BEFORE INSERT ON people_agreementsigned
WHEN NOT EXISTS (
    SELECT 1 FROM people_agreementversion version
    JOIN people_agreement agreement ON agreement.id = version.agreement_id
    JOIN people_membership membership ON membership.agency_id = agreement.agency_id
    WHERE version.id = NEW.version_id AND membership.person_id = NEW.person_id
)
BEGIN
    SELECT RAISE(ABORT, 'agreement_of_own_agency');
END;
CREATE TRIGGER guard_agreement_version_in_force BEFORE INSERT ON people_agreementsigned
WHEN NOT EXISTS (
    SELECT 1 FROM people_agreementversion version WHERE version.id = NEW.version_id AND version.held_on <= NEW.held_on
) OR (NEW.how = 'screen' AND EXISTS (
    SELECT 1 FROM people_agreementversion version
    JOIN people_agreementversion newer ON newer.agreement_id = version.agreement_id
    WHERE version.id = NEW.version_id AND newer.number > version.number AND newer.held_on <= NEW.held_on
))
BEGIN
    SELECT RAISE(ABORT, 'agreement_version_in_force');
END;
CREATE TRIGGER guard_agreement_in_a_language_of_it BEFORE INSERT ON people_agreementsigned
WHEN NEW.language <> '' AND NOT EXISTS (
    SELECT 1 FROM people_agreementversion version
    WHERE version.id = NEW.version_id
        AND coalesce(json_extract(version.translations, '$."' || NEW.language || '"."text"'), '') <> ''
)
BEGIN
    SELECT RAISE(ABORT, 'agreement_in_a_language_of_it');
END;
CREATE TRIGGER guard_agreement_signed_once BEFORE INSERT ON people_agreementsigned
WHEN EXISTS (
    SELECT 1 FROM people_agreementsigned other
    WHERE other.person_id = NEW.person_id AND other.version_id = NEW.version_id
        AND NOT EXISTS (SELECT 1 FROM people_agreementunsigned taken WHERE taken.signed_id = other.id)
)
BEGIN
    SELECT RAISE(ABORT, 'agreement_signed_once');
END;
