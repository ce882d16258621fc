import Foundation
import TestSupport
import Testing

/// `threadlanes lesson` and screencasts of lessons, without a terminal.
@Suite struct LessonCommandTests {
    private static let lesson = """
        title = "Two locks"
        learned = ["A circle never ends."]

        [[pages]]
        title = "Who waits?"
        text = "Bob waits."
        scenario = "deadlock"
        step = 10
        caption = "Bob waits here"
        beside = "Bob"
        question = "A deadlock?"

        [[pages.answers]]
        text = "Yes"

        [[pages.answers]]
        text = "No"
        right = true
        reply = "Alice can go on."

        [[pages]]
        title = "Close it"
        text = "Now."
        scenario = "deadlock"
        dare = true
        """

    private static let write = "cat >mine.toml <<'END'\n\(lesson)\nEND\n"

    @Test func `it is read and not shown`() async throws {
        let known = try await threadlanes("lesson", "--check")
        #expect(known.status == 0 && known.errors == "")
        #expect(known.output == "From the first thread to a deadlock: 12 pages, 8 questions, 2 dares\n")
        let mine = try await shell(Self.write + "$threadlanes lesson mine.toml --check")
        #expect(mine.status == 0 && mine.output == "Two locks: 2 pages, 1 question, 1 dare\n")
    }

    @Test func `what is wrong is told with the file, the line and the remedy`() async throws {
        let wrong = try await shell(
            Self.write + "sed -i s/deadlock/deadlokc/ mine.toml\n$threadlanes lesson mine.toml --check")
        #expect(wrong.status == 64 && wrong.output == "")
        #expect(
            wrong.errors.contains("mine.toml:7: scenario: there is no \"deadlokc\": expected \"deadlock\""))
        #expect(wrong.errors.contains("Help:") && wrong.errors.contains("--check"))
        let missing = try await threadlanes("lesson", "first-leson")
        #expect(missing.status == 64)
        #expect(
            missing.errors.contains("There is no lesson or file 'first-leson'. Did you mean 'first-lesson'?"))
        let evil = try await shell(
            "printf 'title = \"\\033[2J\"\\n[[pages]]\\ntitle = 3\\n' >e.toml; $threadlanes lesson e.toml --check"
        )
        #expect(evil.status == 64 && !evil.errors.contains("\u{1B}"))
        let run = try await threadlanes("run", "first-lesson")
        #expect(run.status == 64 && run.errors.contains("'first-lesson' is a lesson"))
    }

    @Test func `its screencast reads, answers and meets the dare, the same each time`() async throws {
        let made = try await shell(
            Self.write
                + """
                $threadlanes record mine.toml -o one.cast --size 120x40 && $threadlanes record mine.toml -o two.cast --size 120x40
                cmp one.cast two.cast && $threadlanes record mine.toml -o end.txt --size 120x40 && cat one.cast end.txt
                """)
        #expect(made.status == 0, "\(made.errors)")
        let cast = made.output
        for seen in [
            "Bob waits here", "A deadlock?", "Right: Alice can go on.", "dare: make Alice and Bob wait",
            "dare met in 11 steps", "deadlocked", "What you have learned",
            "1 of 1 questions answered at once, 1 of 1 dare met",
        ] { #expect(cast.contains(seen), "\(seen)") }
        for title in ["Who waits?", "Close it"] { #expect(cast.contains("\"m\",\"\(title)\"")) }
    }

    @Test func `in a low window its screencast turns to the lanes and back`() async throws {
        let made = try await shell(
            Self.write + "$threadlanes record mine.toml -o low.cast --size 40x10 && cat low.cast")
        #expect(made.status == 0, "\(made.errors)")
        for seen in ["Who waits?", "i text", "deadlocked", "dare met in 11 steps", "What you have learned"] {
            #expect(made.output.contains(seen), "\(seen)")
        }
    }

    @Test func `a dare behind some steps of a seed is met from there`() async throws {
        let made = try await shell(
            Self.write
                + """
                sed -i 's/^dare = true/dare = true\\nseed = 7\\nstep = 6/' mine.toml
                $threadlanes lesson mine.toml --check && $threadlanes record mine.toml -o one.cast --size 120x40 && cat one.cast
                """)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("the first 6 of which were taken for you"))
    }

    @Test(arguments: [
        "--seed 4", "--schedule round-robin", "--keys 'at end'", "--still 3", "--from 1", "--presenter",
    ])
    func `what a lesson says itself is refused`(_ option: String) async throws {
        let refused = try await shell(
            "$threadlanes record first-lesson -o x.svg \(option); status=$?; ls; exit $status")
        #expect(refused.status == 64 && refused.output == "")
        let name = option.split(separator: " ")[0]
        #expect(refused.errors.contains("A lesson says itself what is shown, and when: leave out \(name)."))
    }
}
