// Midtrans' own Node client drives the simulator, unchanged but for its two addresses:
//   node drive.mjs <base-url>
// Prints a line of TAP for each check; ends with 1 where one failed.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const midtrans = require('midtrans-client');
const ApiConfig = require('midtrans-client/lib/apiConfig');

const base = process.argv[2];
const KEY = 'SB-Mid-server-test';
ApiConfig.CORE_SANDBOX_BASE_URL = base;
ApiConfig.SNAP_SANDBOX_BASE_URL = `${base}/snap/v1`;

const snap = new midtrans.Snap({ isProduction: false, serverKey: KEY, clientKey: 'client-key' });
const foreign = new midtrans.Snap({ isProduction: false, serverKey: 'SB-Mid-server-other', clientKey: 'x' });
const order = (id) => ({ transaction_details: { order_id: id, gross_amount: 99000 } });

// The buyer's side, which the client does not have.
const sim = async (path) => (await fetch(`${base}/_sim/${path}`, { method: 'POST' })).json();
const choose = async (id, method) => (await sim(`payments/${id}/choose?method=${method}`)).transaction_id;
const drive = (id, outcome) => sim(`transactions/${id}/${outcome}`);

const thrown = async (call) => {
  try {
    await call();
  } catch (error) {
    assert.equal(error.name, 'MidtransError');
    return error;
  }
  return assert.fail('nothing was thrown');
};

const checks = {
  'a payment is created with token and address': async () => {
    const created = await snap.createTransaction(order('N-1'));
    assert.deepEqual(Object.keys(created).sort(), ['redirect_url', 'token']);
    const token = await snap.createTransactionToken(order('N-1'));
    assert.equal(token.length, 36);
    assert.notEqual(token, created.token);
    const url = await snap.createTransactionRedirectUrl(order('N-1'));
    assert.ok(url.startsWith(`${base}/snap/v4/redirection/`), url);
  },
  'before a method is chosen the body says 404 under HTTP 200': async () => {
    await snap.createTransaction(order('N-2'));
    const error = await thrown(() => snap.transaction.status('N-2'));
    assert.equal(error.httpStatusCode, '404');
    assert.equal(error.rawHttpClientData.status, 200);
    assert.equal(error.ApiResponse.status_message, "Transaction doesn't exist.");
  },
  'a paid order is settlement, and its notification is confirmed': async () => {
    await snap.createTransaction(order('N-3'));
    const id = await choose('N-3', 'bca_va');
    assert.equal((await snap.transaction.status('N-3')).transaction_status, 'pending');
    const { notification } = await drive(id, 'settle');
    const status = await snap.transaction.status('N-3');
    assert.equal(status.status_code, '200');
    assert.equal(status.transaction_status, 'settlement');
    assert.equal(status.transaction_id, id);
    assert.equal(status.gross_amount, '99000.00');
    assert.equal(status.va_numbers[0].bank, 'bca');
    const confirmed = await snap.transaction.notification(notification);
    assert.equal(confirmed.transaction_status, 'settlement');
  },
  'expiring answers 407, which the client lets pass, and a second time 412': async () => {
    await snap.createTransaction(order('N-4'));
    await choose('N-4', 'bni_va');
    const expired = await snap.transaction.expire('N-4');
    assert.equal(expired.status_code, '407');
    assert.equal(expired.transaction_status, 'expire');
    assert.equal((await snap.transaction.status('N-4')).status_code, '407');
    const error = await thrown(() => snap.transaction.expire('N-4'));
    assert.equal(error.httpStatusCode, '412');
    assert.equal(error.rawHttpClientData.status, 200);
  },
  'cancelling answers 200': async () => {
    await snap.createTransaction(order('N-5'));
    await choose('N-5', 'qris');
    const cancelled = await snap.transaction.cancel('N-5');
    assert.equal(cancelled.status_code, '200');
    assert.equal(cancelled.transaction_status, 'cancel');
  },
  'a refund is partial until all is given back': async () => {
    await snap.createTransaction(order('N-6'));
    await drive(await choose('N-6', 'gopay'), 'settle');
    const part = { refund_key: 'n-6-1', amount: 40000, reason: 'late' };
    const first = await snap.transaction.refund('N-6', part);
    assert.equal(first.transaction_status, 'partial_refund');
    assert.equal(first.refund_amount, '40000.00');
    const again = await thrown(() => snap.transaction.refund('N-6', part));
    assert.equal(again.httpStatusCode, '406');
    const rest = await snap.transaction.refundDirect('N-6', { refund_key: 'n-6-2', amount: 59000 });
    assert.equal(rest.transaction_status, 'refund');
    assert.equal(rest.refunds.length, 2);
  },
  'a challenged card is approved or denied': async () => {
    await snap.createTransaction(order('N-7'));
    await drive(await choose('N-7', 'credit_card'), 'challenge');
    assert.equal((await snap.transaction.approve('N-7')).transaction_status, 'capture');
    await snap.createTransaction(order('N-8'));
    await drive(await choose('N-8', 'credit_card'), 'challenge');
    assert.equal((await snap.transaction.deny('N-8')).transaction_status, 'deny');
  },
  'a foreign key is 401 in both dialects': async () => {
    const create = await thrown(() => foreign.createTransaction(order('N-9')));
    assert.equal(create.httpStatusCode, 401);
    assert.match(create.ApiResponse.error_messages[0], /^Access denied due to unauthorized transaction/);
    const status = await thrown(() => foreign.transaction.status('N-9'));
    assert.equal(status.httpStatusCode, 401);
    assert.equal(status.ApiResponse.status_code, '401');
  },
  'an order id that is taken is 400': async () => {
    await snap.createTransaction(order('N-10'));
    await choose('N-10', 'qris');
    const error = await thrown(() => snap.createTransaction(order('N-10')));
    assert.equal(error.httpStatusCode, 400);
    assert.deepEqual(error.ApiResponse.error_messages, [
      'transaction_details.order_id has already been taken',
    ]);
  },
};

console.log(`1..${Object.keys(checks).length}`);
let number = 0;
for (const [name, check] of Object.entries(checks)) {
  number += 1;
  try {
    await check();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`not ok ${number} - ${name}`);
    console.log(String(error.stack).replace(/^/gm, '# '));
  }
}
