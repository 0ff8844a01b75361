DROP VIEW feed.version;
DROP VIEW publication.index_tally, publication.index_health, publication.index_state, publication.departed,
    publication.recognition, publication.department, publication.member,
    publication.membership, publication.contact, publication.location, publication.association_area,
    publication.association_activity, publication.association, publication.association_type, publication.activity,
    publication.place, publication.area_lau, publication.area;
-- The roles stay: they belong to the cluster and may serve another database.
REVOKE ALL ON ALL TABLES IN SCHEMA register, feed, publication FROM directory_registrar, directory_public, directory_indexer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA register, feed FROM directory_registrar, directory_indexer;
REVOKE ALL ON SCHEMA register, feed, publication FROM directory_registrar, directory_public, directory_indexer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA register, feed TO PUBLIC;
