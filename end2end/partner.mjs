// The control plane of the simulated partner API: its ledger, its requests, and faults.

async function answer(response, call) {
  if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

async function ask(desk, call) {
  return answer(await fetch(`${desk.simulator}/${call}`), call);
}

/** Sends a command to the simulator, such as a fault. */
export async function tell(desk, call, order) {
  const body = JSON.stringify(order);
  return answer(await fetch(`${desk.simulator}/${call}`, { method: 'POST', body }), call);
}

/** Creates an order that waits for payment; returns its id. */
export async function newOrder(desk, customer, amount, deadline) {
  const order = { customer_id: customer, amount, deadline_seconds: deadline };
  return (await tell(desk, 'orders', order)).order_id;
}

/** The payments in the ledger. */
export async function allPayments(desk) {
  const { entries } = await ask(desk, 'ledger');
  return entries.filter((entry) => entry.kind === 'payment');
}

/** The payments of an order in the ledger. */
export async function payments(desk, order) {
  return (await allPayments(desk)).filter((entry) => entry.order_id === order);
}

/** The calls of an operation that arrived at the partner API and contain a text. */
export async function calls(desk, operation, named) {
  const { requests } = await ask(desk, 'requests?limit=2000');
  return requests.filter((request) => request.operation === operation && request.body.includes(named));
}
