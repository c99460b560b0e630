-- The floor: DuckDB's own reading of a CSV into Parquet, with as much of the machine as ingest has.
SET threads = 2;
SET memory_limit = '600MB';
COPY (SELECT * FROM read_csv(getvariable('from'))) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd);
