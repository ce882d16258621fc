import ThreadRuntime

extension Scenario {
    package static let deadlockFixed = Scenario(
        "deadlock-fixed", title: "Two locks, one order",
        summary: """
            Alice pays Bob while Bob pays Alice, and whoever pays, the account that comes first in the alphabet is taken \
            first. Who has one lock never waits for somebody who waits for it, so all payments come through.
            """,
        chapter: "Classics", concepts: ["lock order", "deadlock avoidance"], schedule: .random(seed: 7),
        dare: Dare("have one wait for the other", .waiting(threads: 1))
    ) {
        let a = Account("a", 100)
        let b = Account("b", 100)

        /// Takes the account that comes first in the alphabet, then the other one, whoever pays.
        @Sendable func pay(_ amount: Int, from payer: Account, to payee: Account) throws {
            let (first, second) = payer.name < payee.name ? (payer, payee) : (payee, payer)
            try first.lock.withLock {
                try Threading.compute(for: .milliseconds(100))
                try second.lock.withLock {
                    try Threading.compute(for: .milliseconds(100))
                    try payer.balance.modify { $0 - amount }
                    try payee.balance.modify { $0 + amount }
                }
            }
        }

        let alice = Thread(name: "Alice") {
            for _ in 0..<3 {
                try Threading.sleep(for: .milliseconds(300))
                try pay(30, from: a, to: b)
                logger.info("Alice has paid 30")
            }
        }
        let bob = Thread(name: "Bob") {
            for _ in 0..<3 {
                try Threading.sleep(for: .milliseconds(500))
                try pay(20, from: b, to: a)
                logger.info("Bob has paid 20")
            }
        }

        for thread in [alice, bob] { try thread.start() }
        for thread in [alice, bob] { try thread.join() }
        try logger.info("a has \(a.balance.read()), b has \(b.balance.read())")
    }
}

private final class Account: Sendable {
    let name: String
    let lock: Lock
    let balance: Shared<Int>

    init(_ name: String, _ balance: Int) {
        self.name = name
        lock = Lock(name)
        self.balance = Shared("balance \(name)", balance)
    }
}
