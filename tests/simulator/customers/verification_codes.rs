//! The code for an e-mail address.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::client::{Sim, partner, with};

/// Asks for a code for an address, with some fields set otherwise than usual.
pub async fn send(sim: &Sim, email: &str, others: Value) -> Answer {
    let body = with(json!({"receiver_type": 2, "email": email}), others);
    sim.call(&partner(), "POST", "/v2/bases/verificationcode/send", body).await
}

/// The code that an address was sent last.
pub async fn code(sim: &Sim, email: &str) -> String {
    let shown = sim.control("GET", &format!("codes?email={email}"), Value::Null).await.expect(200).json();
    shown["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_email_needs_the_code_that_was_sent_to_it() {
    let sim = Sim::start().await;
    let email = "ops@northwind.example";
    let proof = |code: &str| json!({"email": email, "verification_code": code});
    sim.create("with-mail", json!({"email": email})).await.refused(400, "CBC.0100");
    sim.create("with-mail", proof("000000")).await.refused(400, "CBC.99004008");
    sim.control("GET", &format!("codes?email={email}"), Value::Null).await.expect(404);
    send(&sim, email, json!({})).await.expect(204);
    let right = code(&sim, email).await;
    let wrong = if right == "111111" { "222222" } else { "111111" };
    sim.create("with-mail", proof("12345")).await.refused(400, "CBC.0100");
    for _ in 0..3 {
        sim.create("with-mail", proof(wrong)).await.refused(400, "CBC.99004010");
    }
    sim.create("with-mail", proof(&right)).await.refused(400, "CBC.99004009");
    send(&sim, email, json!({})).await.expect(204);
    let right = code(&sim, email).await;
    let made = sim.create("with-mail", proof(&right)).await.expect(200).json();
    sim.advance(15).await;
    let row = sim.customers(json!({"customer_id": made["domain_id"]})).await.remove(0);
    assert_eq!(row["email"], email);
    sim.create("second-mail", proof(&right)).await.refused(400, "CBC.99000051");
}

#[tokio::test]
async fn a_code_ends_in_time_and_with_the_next_one() {
    let sim = Sim::start().await;
    let email = "late@northwind.example";
    let proof = |code: &str| json!({"email": email, "verification_code": code});
    let sent = |timeout: Value| send(&sim, email, json!({"timeout": timeout}));
    sent(json!(1)).await.expect(204);
    let first = code(&sim, email).await;
    sim.advance(60).await;
    sim.create("late-mail", proof(&first)).await.refused(400, "CBC.99004008");
    // More than an hour is not granted: five minutes instead.
    sent(json!(3000)).await.expect(204);
    let second = code(&sim, email).await;
    assert_ne!(first, second);
    sim.create("late-mail", proof(&first)).await.refused(400, "CBC.99004010");
    sim.advance(301).await;
    sim.create("late-mail", proof(&second)).await.refused(400, "CBC.99004008");
    sent(Value::Null).await.expect(204);
    sim.advance(540).await;
    sim.create("late-mail", proof(&code(&sim, email).await)).await.expect(200);
}

#[tokio::test]
async fn fifteen_codes_an_hour_and_sixty_a_day() {
    let sim = Sim::start().await;
    let email = "many@northwind.example";
    let again = || send(&sim, email, json!({}));
    for _ in 0..4 {
        for _ in 0..15 {
            again().await.expect(204);
        }
        again().await.refused(400, "CBC.99004015");
        sim.advance(3_600).await;
    }
    again().await.refused(400, "CBC.99004015");
    send(&sim, "others@northwind.example", json!({})).await.expect(204);
    sim.advance(86_400).await;
    again().await.expect(204);
}

#[tokio::test]
async fn a_request_for_a_code_is_checked() {
    let sim = Sim::start().await;
    for others in [
        json!({"receiver_type": 1}),
        json!({"receiver_type": null}),
        json!({"email": null}),
        json!({"email": "nobody"}),
        json!({"email": "a@b@c"}),
        json!({"timeout": 0}),
        json!({"timeout": 3001}),
        json!({"lang": "fr-fr"}),
    ] {
        send(&sim, "a@b.example", others).await.refused(400, "CBC.0100");
    }
    send(&sim, "a@b.example", json!({"lang": "", "timeout": null})).await.expect(204);
}
