// The simulated partner, by its control plane: what it has booked, and what goes wrong next.

async function answer(response, call) {
  if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

async function ask(desk, call) {
  return answer(await fetch(`${desk.simulator}/${call}`), call);
}

/** Tells the simulator something, such as a fault. */
export async function tell(desk, call, order) {
  const body = JSON.stringify(order);
  return answer(await fetch(`${desk.simulator}/${call}`, { method: 'POST', body }), call);
}

/** A new order that waits for payment; its id. */
export async function newOrder(desk, customer, amount, deadline) {
  const order = { customer_id: customer, amount, deadline_seconds: deadline };
  return (await tell(desk, 'orders', order)).order_id;
}

/** The payments of an order that the partner has booked. */
export async function payments(desk, order) {
  const { entries } = await ask(desk, 'ledger');
  return entries.filter((entry) => entry.kind === 'payment' && entry.order_id === order);
}

/** The calls of an operation that reached the partner and name something. */
export async function calls(desk, operation, named) {
  const { requests } = await ask(desk, 'requests?limit=2000');
  return requests.filter((request) => request.operation === operation && request.body.includes(named));
}
