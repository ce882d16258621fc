import ThreadRuntime

extension Scenario {
    package static let deadlock = Scenario(
        "deadlock", title: "Two locks, two orders",
        summary: """
            Alice pays Bob while Bob pays Alice. Each takes the payer's account first, then the other's. For a while all goes \
            well; then each holds one lock and waits for the other's, for ever.
            """,
        chapter: "Classics", concepts: ["deadlock", "lock order", "hold and wait", "circular wait"],
        schedule: .random(seed: 7),
        dare: Dare("make Alice and Bob wait for each other", .deadlock)
    ) {
        let a = Account("a", 100)
        let b = Account("b", 100)

        /// Takes the payer's account, then the other one.
        @Sendable func pay(_ amount: Int, from payer: Account, to payee: Account) throws {
            try payer.lock.withLock {
                try Threading.compute(for: .milliseconds(100))
                try payee.lock.withLock {
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
    let lock: Lock
    let balance: Shared<Int>

    init(_ name: String, _ balance: Int) {
        lock = Lock(name)
        self.balance = Shared("balance \(name)", balance)
    }
}
