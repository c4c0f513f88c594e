-- Every person has her lock row, whoever makes her.
CREATE TRIGGER guard_person_has_lock AFTER INSERT ON people_person
BEGIN
    INSERT OR IGNORE INTO people_lock (person_id) VALUES (NEW.id);
END;
