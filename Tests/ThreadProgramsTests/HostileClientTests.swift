import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing
import ThreadRuntime
import ThreadTrace

@testable import ThreadPrograms

/// A client that says anything at all gets an error by name: never a crash, a hang, or something left behind.
@Suite(.serialized) struct HostileClientTests {
    /// What a well-behaved client says.
    private static let script = [
        #"{"op":"source","on":1,"text":"a.c"}"#,
        #"{"op":"listing","on":1,"text":"int main"}"#,
        #"{"n":1,"op":"new","on":1,"kind":"lock","name":"m"}"#,
        #"{"n":2,"op":"acquire","on":1,"block":true,"timeout":0.5,"at":[1,12]}"#,
        #"{"n":3,"op":"output","text":"hello","count":1}"#,
        #"{"n":4,"op":"new","on":2,"kind":"queue","name":"q","count":2}"#,
        #"{"n":5,"op":"put","on":2,"item":7,"block":false}"#,
        #"{"n":6,"op":"get","on":2,"block":false}"#,
        #"{"n":7,"op":"release","on":1,"count":1}"#,
        #"{"n":8,"op":"new","on":3,"kind":"condition","other":1}"#,
        #"{"n":9,"op":"notify","on":3,"count":1}"#,
        #"{"n":10,"op":"new","on":4,"kind":"barrier","count":1}"#,
        #"{"n":11,"op":"wait","on":4,"timeout":0.1}"#,
        #"{"n":12,"op":"new","on":5,"kind":"pool","count":1}"#,
        #"{"n":13,"op":"new","on":6,"kind":"future","other":5}"#,
        #"{"n":14,"op":"submit","on":5,"item":6}"#,
        #"{"n":15,"op":"new","on":7,"kind":"futures","members":[6]}"#,
        #"{"n":16,"op":"next","on":7,"item":0,"block":false}"#,
        #"{"n":17,"op":"sleep","timeout":0.25}"#,
        #"{"n":18,"op":"now"}"#,
        #"{"n":19,"op":"log","count":2,"name":"root","text":"x"}"#,
        #"{"n":20,"op":"alive","thread":1}"#,
        #"{"n":21,"op":"new","on":8,"kind":"shared","text":"1"}"#,
        #"{"n":22,"op":"write","on":8,"text":"2"}"#,
        #"{"op":"value","on":8,"text":"3"}"#,
        #"{"op":"finish"}"#,
    ]

    /// What comes of a client that says this and hangs up.
    private static func verdict(of bytes: [UInt8]) throws -> Verdict {
        let scenario = Scenario(
            program: "hostile", typed: Scenario.Typed(name: "hostile"), title: "hostile", summary: "",
            chapter: "", file: "", texts: ToldTexts()
        ) {
            let (own, other) = try Connection.pair()
            let session = ProgramSession(
                nil, questions: nil, isSearched: true, texts: ToldTexts(), knownThings: KnownThings())
            session.open(own)
            try session.add(Threading.current)
            let standIn = try StandIn()
            standIn.whenOver { session.end($0) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    send(other, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
                }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
            shutdown(other, Int32(SHUT_WR))
            defer { Connection.close(other) }
            try Service(session, own, name: "hostile", isMain: true).run()
        }
        let run = Run(
            scenario, schedule: .controlled(prefix: [], then: .lowest), speed: .max, maxSteps: 1_000,
            carrier: .fibers)
        try run.start()
        return run.wait()
    }

    @Test func `what a client should say comes to a good end`() throws {
        let text = Self.script.joined(separator: "\n") + "\n"
        #expect(try Self.verdict(of: Array(text.utf8)) == .finished)
    }

    @Test(
        arguments: [
            ("{", "said what is no message"),
            ("[]", "said what is no message"),
            ("{}", "without \"op\""),
            (#"{"op":"nothing","on":1}"#, "means thing 1, which it has not made"),
            (#"{"op":"acquire"}"#, "means thing (none)"),
            (#"{"op":"new","on":1,"kind":"door"}"#, "made a \"door\", which there is not"),
            (#"{"op":"new","kind":"lock"}"#, "made a thing without a number"),
            (#"{"op":"new","on":1,"kind":"condition"}"#, "made a condition without a lock"),
            (#"{"op":"new","on":1,"kind":"barrier","count":0}"#, "a barrier of no parties"),
            (#"{"op":"new","on":1,"kind":"pool","count":0}"#, "a pool of no workers"),
            (#"{"op":"join","thread":7}"#, "means thread 7, which it has not started"),
            (#"{"op":"acquire","on":-1}"#, "\"on\" is a whole number from 0"),
            (#"{"op":"acquire","on":99999999999}"#, "\"on\" is a whole number from 0"),
            (#"{"op":"sleep","timeout":"a"}"#, "\"timeout\" is a number of seconds"),
            (#"{"op":"sleep","at":[1]}"#, "\"at\" is a source's number and a line"),
            (#"{"op":"sleep","block":3}"#, "\"block\" is true or false"),
        ]) func `a mistake is told by name`(line: String, sentence: String) throws
    {
        let verdict = try Self.verdict(of: Array((line + "\n").utf8))
        #expect(verdict.outcome == .failed)
        #expect(verdict.message.contains(sentence), "\(verdict.message)")
    }

    @Test func `a thing that is made twice, or asked for what it has not, is told`() throws {
        let lock = #"{"op":"new","on":1,"kind":"lock","name":"m"}"# + "\n"
        #expect(try Self.verdict(of: Array((lock + lock).utf8)).message.contains("has made thing 1 twice"))
        let wait = lock + #"{"op":"notify","on":1}"# + "\n"
        #expect(
            try Self.verdict(of: Array(wait.utf8)).message.contains(
                "asked for \"notify\" of lock m, which has no such thing"))
        let value = lock + #"{"op":"value","on":1,"text":"3"}"# + "\n"
        #expect(
            try Self.verdict(of: Array(value.utf8)).message.contains(
                "told the value of lock m, which has none")
        )
    }

    @Test func `a line has an end`() throws {
        let verdict = try Self.verdict(of: Array(repeating: UInt8(ascii: "x"), count: 150_000))
        #expect(verdict.outcome == .failed)
        var message = Array(#"{"op":"output","text":""#.utf8)
        message += Array(repeating: UInt8(ascii: "x"), count: 2 << 20)
        let long = message
        let sent = try ProgramRun(
            Program(
                command: [
                    "python3", "-c",
                    """
                    import os, socket
                    s = socket.socket(fileno=int(os.environ["THREADLANES_FD"]))
                    s.sendall(b'{"op":"hello","count":1}\\n')
                    s.recv(100)
                    s.sendall(b'x' * \(long.count))
                    """,
                ]
            ).scenario)
        #expect(sent.verdict.message.contains("a line of more than 1 MiB"), "\(sent.verdict.message)")
    }

    @Test func `a client of another version, or that begins with something else, is told`() throws {
        func says(_ line: String) throws -> String {
            let program = """
                import os, socket
                s = socket.socket(fileno=int(os.environ["THREADLANES_FD"]))
                s.sendall(b'\(line)\\n')
                s.recv(100)
                """
            return try ProgramRun(Program(command: ["python3", "-c", program]).scenario).verdict.message
        }
        #expect(
            try says(#"{"op":"hello","count":2}"#).contains("speaks version 2 of the protocol; this is 1"))
        #expect(try says(#"{"op":"finish"}"#).contains("said \"finish\" before it had said hello"))
    }

    /// One hundred thousand, in four parts beside each other's tests.
    @Test(arguments: 0..<4)
    func `whatever a client says, it comes to a verdict`(part: Int) throws {
        var random = SplitMix64(seed: UInt64(part) + 1)
        let valid = Self.script.map { Array($0.utf8) }
        var outcomes: [Verdict.Outcome: Int] = [:]
        for _ in 0..<(ProcessInfo.processInfo.environment["FEW"].flatMap { Int($0) } ?? 25_000) {
            var lines = valid
            for _ in 0...Int(random.next() % 3) {
                mutate(&lines, &random)
            }
            let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
            outcomes[try Self.verdict(of: bytes).outcome, default: 0] += 1
        }
        // They are neither all the same nor all refused.
        #expect(outcomes.count >= 2, "\(outcomes)")
        #expect(outcomes[.failed, default: 0] > 1_000)
    }

    private func mutate(_ lines: inout [[UInt8]], _ random: inout SplitMix64) {
        func pick(_ count: Int) -> Int { Int(random.next() % UInt64(max(count, 1))) }
        let line = pick(lines.count)
        switch pick(7) {
        case 0: lines.remove(at: line)
        case 1: lines.insert(lines[line], at: pick(lines.count))
        case 2: lines.swapAt(line, pick(lines.count))
        case 3: lines[line].removeLast(pick(lines[line].count))
        case 4:
            if !lines[line].isEmpty {
                lines[line][pick(lines[line].count)] = UInt8(truncatingIfNeeded: random.next())
            }
        case 5: lines[line].insert(UInt8(truncatingIfNeeded: random.next()), at: pick(lines[line].count))
        default:
            // Another operation on the same thing.
            let other = lines[pick(lines.count)]
            if let start = other.firstIndex(of: UInt8(ascii: "o")), !lines[line].isEmpty {
                lines[line].replaceSubrange(
                    ..<min(start, lines[line].count), with: other[..<min(start, other.count)])
            }
        }
        if lines.isEmpty { lines.append([]) }
    }
}
