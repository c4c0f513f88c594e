-- Every person has her lock row, whoever makes her.
CREATE OR REPLACE FUNCTION guard_person_has_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_lock (person_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_person_has_lock AFTER INSERT ON people_person
    FOR EACH ROW EXECUTE FUNCTION guard_person_has_lock();
