// The Node side of the provider benchmark: reads one way's name a line, answers with JSON {ms, check} or {error}.
import { createInterface } from 'node:readline';
import duckdb, { DuckDBDataChunk, DuckDBDateValue, DuckDBDecimalValue, DuckDBInstance } from '@duckdb/node-api';

const [rows, setup, names] = [Number(process.argv[2]), process.argv[3], Array.from({ length: 1000 }, (_, i) => `court ${i}`)];
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(setup);

const select = 'SELECT a, b, c, d, e FROM facts';

function add(check, a, b, c, d, e) {
  check[0] += a;
  check[1] += b;
  check[2] += Number(c);
  check[3] += d;
  check[4] += e.length;
}

async function target() {
  await connection.run('CREATE OR REPLACE TABLE target (a INTEGER, b DOUBLE, c DECIMAL(18,2), d DATE, e VARCHAR)');
  return connection.createAppender('target');
}

async function appended() {
  const reader = await connection.runAndReadAll('SELECT sum(a)::DOUBLE, sum(b), sum(c * 100)::DOUBLE, sum(d - DATE \'1970-01-01\')::DOUBLE, sum(length(e))::DOUBLE FROM target');
  return reader.getRows()[0];
}

const ways = {
  async 'read: rows'(check) {
    for await (const part of (await connection.stream(select)).yieldRows())
      for (const r of part) add(check, r[0], r[1], r[2].value, r[3].days, r[4]);
  },
  async 'read: items'(check) { // the vectors' own getter, row by row
    const result = await connection.stream(select);
    for (let chunk; (chunk = await result.fetchChunk()) && chunk.rowCount > 0;) {
      const [a, b, c, d, e] = [0, 1, 2, 3, 4].map(i => chunk.getColumnVector(i));
      for (let i = 0, n = chunk.rowCount; i < n; i++)
        add(check, a.getItem(i), b.getItem(i), c.getItem(i).value, d.getItem(i).days, e.getItem(i));
    }
  },
  async 'columns: values'(check) {
    const result = await connection.stream(select);
    for (let chunk; (chunk = await result.fetchChunk()) && chunk.rowCount > 0;) {
      const [a, b, c, d, e] = chunk.getColumns();
      for (const v of a) check[0] += v;
      for (const v of b) check[1] += v;
      for (const v of c) check[2] += Number(v.value);
      for (const v of d) check[3] += v.days;
      for (const v of e) check[4] += v.length;
    }
  },
  async 'columns: items'(check) { // the vectors' own getters, column by column, decimals unscaled
    const result = await connection.stream(select);
    for (let chunk; (chunk = await result.fetchChunk()) && chunk.rowCount > 0;) {
      const [a, b, c, d, e] = [0, 1, 2, 3, 4].map(i => chunk.getColumnVector(i));
      const n = chunk.rowCount;
      for (let i = 0; i < n; i++) check[0] += a.getItem(i);
      for (let i = 0; i < n; i++) check[1] += b.getItem(i);
      for (let i = 0; i < n; i++) check[2] += Number(c.getScaledValue(i));
      for (let i = 0; i < n; i++) check[3] += d.getItem(i).days;
      for (let i = 0; i < n; i++) check[4] += e.getItem(i).length;
    }
  },
  async 'append: values'() {
    const appender = await target();
    await connection.run('BEGIN');
    for (let i = 0; i < rows; i++) {
      appender.appendInteger(i);
      appender.appendDouble(i * 0.5);
      appender.appendDecimal(new DuckDBDecimalValue(BigInt(i % 1000000), 18, 2));
      appender.appendDate(new DuckDBDateValue(10957 + i % 3650));
      appender.appendVarchar(names[i % 1000]);
      appender.endRow();
    }
    appender.closeSync();
    await connection.run('COMMIT');
  },
  async 'append: chunks'() {
    const appender = await target();
    await connection.run('BEGIN');
    const chunk = DuckDBDataChunk.create([0, 1, 2, 3, 4].map(i => appender.columnType(i)));
    for (let first = 0; first < rows; first += 2048) {
      const n = Math.min(2048, rows - first);
      const [a, b, c, d, e] = [0, 1, 2, 3, 4].map(() => new Array(n));
      for (let k = 0, i = first; k < n; k++, i++) {
        a[k] = i;
        b[k] = i * 0.5;
        c[k] = new DuckDBDecimalValue(BigInt(i % 1000000), 18, 2);
        d[k] = new DuckDBDateValue(10957 + i % 3650);
        e[k] = names[i % 1000];
      }
      chunk.reset();
      chunk.rowCount = n;
      chunk.setColumns([a, b, c, d, e]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    await connection.run('COMMIT');
  },
};

console.log(JSON.stringify({ version: duckdb.version?.() ?? (await connection.runAndReadAll('SELECT version()')).getRows()[0][0] }));
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const check = [0, 0, 0, 0, 0];
    const start = performance.now();
    await ways[line](check);
    const ms = performance.now() - start;
    const sums = line.startsWith('append') ? await appended() : check;
    if (line.startsWith('append')) await connection.run('DROP TABLE target');
    console.log(JSON.stringify({ ms, check: sums }));
  } catch (e) {
    console.log(JSON.stringify({ error: String(e?.stack ?? e) }));
  }
}
