// duck.mjs FEED: the feed in a table of DuckDB's own, and the seconds of rates by unit and month over it, median of
// five.
import { DuckDBInstance } from '@duckdb/node-api';

const feed = process.argv[2];
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
await connection.run(`CREATE TABLE issue AS SELECT * FROM read_csv('${feed}', header = true)`);
const rates = `SELECT unit, strftime(reported_at, '%Y-%m') AS month, count(*), count(accepted_at),
  count(*) FILTER (WHERE CAST(rectified_at AS DATE) <= due), avg(date_diff('day', reported_at, closed_at)),
  quantile_disc(date_diff('day', reported_at, closed_at), 0.5),
  quantile_disc(date_diff('day', reported_at, closed_at), 0.9)
  FROM issue GROUP BY 1, 2`;
const times = [];
for (let i = 0; i < 5; i++) {
	const start = process.hrtime.bigint();
	await (await connection.runAndReadAll(rates)).getRows();
	times.push(Number(process.hrtime.bigint() - start) / 1e9);
}
console.log(times.sort((a, b) => a - b)[2].toFixed(3));
