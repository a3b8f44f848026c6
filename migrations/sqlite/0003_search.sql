-- Search for any part of a text: indexes of trigrams beside the tables. The texts are folded to
-- lower case before they are stored.

CREATE VIRTUAL TABLE customer_search USING fts5(
  search, content = 'customers', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER customer_search_added AFTER INSERT ON customers BEGIN
  INSERT INTO customer_search (rowid, search) VALUES (new.key, new.search);
END;
CREATE TRIGGER customer_search_removed AFTER DELETE ON customers BEGIN
  INSERT INTO customer_search (customer_search, rowid, search) VALUES ('delete', old.key, old.search);
END;
CREATE TRIGGER customer_search_changed AFTER UPDATE OF search ON customers WHEN old.search <> new.search BEGIN
  INSERT INTO customer_search (customer_search, rowid, search) VALUES ('delete', old.key, old.search);
  INSERT INTO customer_search (rowid, search) VALUES (new.key, new.search);
END;

CREATE VIRTUAL TABLE order_search USING fts5(
  id, content = 'orders', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER order_search_added AFTER INSERT ON orders BEGIN
  INSERT INTO order_search (rowid, id) VALUES (new.key, new.id);
END;
CREATE TRIGGER order_search_removed AFTER DELETE ON orders BEGIN
  INSERT INTO order_search (order_search, rowid, id) VALUES ('delete', old.key, old.id);
END;
CREATE TRIGGER order_search_changed AFTER UPDATE OF id ON orders WHEN old.id <> new.id BEGIN
  INSERT INTO order_search (order_search, rowid, id) VALUES ('delete', old.key, old.id);
  INSERT INTO order_search (rowid, id) VALUES (new.key, new.id);
END;

CREATE VIRTUAL TABLE resource_search USING fts5(
  search, content = 'resources', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER resource_search_added AFTER INSERT ON resources BEGIN
  INSERT INTO resource_search (rowid, search) VALUES (new.key, new.search);
END;
CREATE TRIGGER resource_search_removed AFTER DELETE ON resources BEGIN
  INSERT INTO resource_search (resource_search, rowid, search) VALUES ('delete', old.key, old.search);
END;
CREATE TRIGGER resource_search_changed AFTER UPDATE OF search ON resources WHEN old.search <> new.search BEGIN
  INSERT INTO resource_search (resource_search, rowid, search) VALUES ('delete', old.key, old.search);
  INSERT INTO resource_search (rowid, search) VALUES (new.key, new.search);
END;

CREATE VIRTUAL TABLE audit_search USING fts5(
  search, content = 'audit_entries', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER audit_search_added AFTER INSERT ON audit_entries BEGIN
  INSERT INTO audit_search (rowid, search) VALUES (new.key, new.search);
END;

-- Texts of one or two characters are in no index of trigrams: they are compared row by row, here
-- without fetching the rows.
CREATE INDEX customers_short ON customers (sort_name, id, search);
