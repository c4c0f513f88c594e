#!/bin/sh
# Two roles: the owner migrates, the application works. Run once by the PostgreSQL image when its data folder is empty.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE been_there_owner LOGIN PASSWORD :'owner';
CREATE ROLE been_there_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app';
CREATE DATABASE been_there OWNER been_there_owner;
SQL
