import LaneCanvas
import Testing
import ThreadTrace

@testable import Threadlanes

@Suite struct KeyScriptTests {
    @Test func `every statement is understood`() throws {
        let script = try KeyScript(
            "at 2.5; at step 38; at end; wait 1; key space Down .; type ab; lane worker-2; say look: it waits; mark here"
        )
        #expect(
            script.statements == [
                .atTime(Instant(nanoseconds: 2_500_000_000)), .atStep(38), .atEnd, .wait(.seconds(1)),
                .press(.character(" ")), .press(.down), .press(.character(".")), .press(.character("a")),
                .press(.character("b")), .lane("worker-2"), .say("look: it waits"), .mark("here"),
            ])
    }

    @Test func `lines end statements too, and remarks say nothing`() throws {
        let script = try KeyScript("# a lesson; wait 1\n at 1s\n\n;; press Enter ;say\nsay #1\n")
        #expect(
            script.statements == [
                .atTime(Instant(nanoseconds: 1_000_000_000)), .press(.enter), .say(""), .say("#1"),
            ])
    }

    @Test func `a semicolon between quotation marks is one`() throws {
        #expect(try KeyScript("say \"one; two\"; mark \"a\"").statements == [.say("one; two"), .mark("a")])
    }

    @Test(arguments: [
        ("mark", "'mark' and a text"), ("type", "'type' and a text"),
        ("at", "'at 2.5', 'at step 38' or 'at end'"), ("at step", "'at 2.5', 'at step 38' or 'at end'"),
        ("at -1", "'at 2.5', 'at step 38' or 'at end'"), ("wait", "'wait' and a number of seconds"),
        ("wait nan", "'wait' and a number of seconds"), ("key", "'key' and the names of keys"),
        (
            "key space Entr",
            "the name of a key, as space, Enter, Esc, Down, PgUp, Home, Tab or '.', not 'Entr'"
        ),
        ("lane", "'lane' and the name of a thread"),
        ("dance", "one of at, wait, key, type, lane, say, beside, mark"),
    ])
    func `a mistake is named with what would be right`(text: String, expected: String) {
        let error = #expect(throws: KeyScript.Mistake.self) { try KeyScript("wait 1; \(text)") }
        #expect(error == KeyScript.Mistake(number: 2, text: text, expected: expected))
    }

    @Test func `what a mistake quotes is short and harmless`() throws {
        let error = #expect(throws: KeyScript.Mistake.self) {
            try KeyScript("dance\u{1B}[2J" + String(repeating: "x", count: 1000))
        }
        let text = try #require(error?.description)
        #expect(text.hasPrefix(#"statement 1, 'dance\u{1B}[2Jxxx"#))
        #expect(text.count < 130)
    }

    @Test func `the name of no key is quoted short and harmless, too`() throws {
        let error = #expect(throws: KeyScript.Mistake.self) {
            try KeyScript("key \u{1B}[2J" + String(repeating: "x", count: 1000))
        }
        let text = try #require(error?.description)
        #expect(text.contains(#"not '\u{1B}[2Jxxx"#))
        #expect(text.count < 200)
    }
}
