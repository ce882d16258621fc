import Foundation
import Testing

/// `record`: screencasts without a terminal.
@Suite struct RecordCommandTests {
    private static let lesson = """
        at step 40; key space; lane worker-2; say worker-2 waits: the lock is taken; wait 1; key Enter; wait 1; key Enter . . ; \
        wait 0.5; key ?; wait 1; key ? space; say
        """

    @Test(arguments: ["cast", "svg", "txt"])
    func `the same command makes the same file, byte for byte`(ending: String) async throws {
        let run = try await shell(
            """
            for name in a b; do
                "$threadlanes" record lock --seed 7 --size 80x24 --idle-limit 0.5 --theme nord \
                    --keys '\(Self.lesson)' -o $name.\(ending) 2>/dev/null || exit 1
            done
            cmp a.\(ending) b.\(ending) && "$threadlanes" record lock --seed 8 --size 80x24 -o c.\(ending) 2>/dev/null &&
            ! cmp -s a.\(ending) c.\(ending)
            """)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: ["lock", "barrier", "queue", "gil", "thread-class"])
    func `a saved run makes the same screencast as the run itself`(scenario: String) async throws {
        let run = try await shell(
            """
            "$threadlanes" run \(scenario) --seed 5 --speed max --plain --trace t.trace.jsonl >/dev/null || exit 1
            "$threadlanes" record \(scenario) --seed 5 --fps 5 -o run.cast 2>/dev/null &&
            "$threadlanes" record t.trace.jsonl --fps 5 -o trace.cast 2>/dev/null &&
            "$threadlanes" record - --fps 5 -o pipe.cast 2>/dev/null <t.trace.jsonl &&
            cmp run.cast trace.cast && cmp trace.cast pipe.cast
            """)
        #expect(run == Finished(status: 0, output: "", errors: ""))
    }

    @Test func `it tells where the screencast is, how long and large, and how to play it`() async throws {
        let run = try await shell(#""$threadlanes" record lock --seed 7 -o lesson.cast; wc -c <lesson.cast"#)
        #expect(run.status == 0)
        let kilobytes = try #require(run.lines.first.flatMap { Int($0) }) / 1000
        #expect(
            run.errors
                == "threadlanes: recorded lesson.cast (0:06, \(kilobytes) KB): asciinema play lesson.cast\n")
    }

    @Test func `a still is the frame of its time, and a window begins and ends where it says`() async throws {
        let run = try await shell(
            """
            "$threadlanes" record lock --seed 7 --still 2.5 -o a.txt 2>/dev/null && head -1 a.txt
            "$threadlanes" record lock --seed 7 --from 1 --to 2.5 --fps 10 -o b.cast 2>/dev/null &&
            head -2 b.cast | grep -o '1.00 s' && tail -2 b.cast | head -1 | cut -d, -f1
            "$threadlanes" record lock --seed 7 --from 1 --to 2.5 -o b.txt 2>/dev/null && cmp a.txt b.txt && echo same
            """)
        #expect(run.status == 0)
        #expect(run.lines.first?.contains("2.50 s") == true)
        #expect(run.lines.dropFirst() == ["1.00 s", "[1.5", "same"])
    }

    @Test(
        arguments: [
            ("lanes", []), ("lanes,code", ["code"]), ("log,primitives", ["log", "primitives"]),
        ] as [(String, [String])])
    func `only the panels that are asked for are shown`(list: String, expected: [String]) async throws {
        let run = try await shell(
            #""$threadlanes" record lock --seed 7 --panels \#(list) -o a.txt 2>/dev/null && cat a.txt"#)
        #expect(run.output.contains("worker-4"))
        let shown = ["code", "log", "primitives"].filter { run.output.contains("─ \($0)") }
        #expect(shown == expected)
    }

    @Test func `a script presses keys and writes captions at exactly its moment`() async throws {
        let run = try await shell(
            """
            "$threadlanes" record lock --seed 7 -o a.txt \
                --keys 'at step 40; key space; lane worker-4; say the lock is taken; key q' && cat a.txt
            """)
        let header = try #require(run.lines.first)
        #expect(header.contains("step 40"))
        #expect(header.contains("❚❚"))
        #expect(run.output.contains("▸ worker-4"))
        #expect(run.output.contains("the lock is taken"))
    }

    @Test func `a script may be a file`() async throws {
        let run = try await shell(
            """
            printf '# a lesson\\nat step 40\\nkey q\\n' >lesson
            "$threadlanes" record lock --seed 7 -o a.txt --keys @lesson 2>/dev/null && head -1 a.txt
            """)
        #expect(run.lines.first?.contains("step 40") == true)
    }

    @Test func `the version of asciicast is the one that is asked for`() async throws {
        let run = try await shell(
            """
            for version in 2 3; do "$threadlanes" record lock --to 1 --cast-version $version -f -o a.cast 2>/dev/null; head -c 20 a.cast; echo; done
            tail -1 a.cast
            """)
        #expect(run.lines[0] == #"{"version":2,"width""#)
        #expect(run.lines[1] == #"{"version":3,"term":"#)
        #expect(run.lines[2].hasSuffix(#","x","0"]"#))
    }

    @Test func `the verdict is marked`() async throws {
        let run = try await shell(
            """
            "$threadlanes" record lock -o a.cast --keys 'at 1; mark half way' 2>/dev/null
            grep -o '"m",.*' a.cast
            """)
        #expect(run.lines == [#""m","half way"]"#, #""m","finished"]"#])
    }

    @Test(arguments: [
        ("lock", "Missing expected argument '--output <file>'"),
        ("lock -o x", "The ending of 'x' says no format: expected one of .cast, .svg, .gif, .mp4, .txt."),
        ("lock -o x.cast --fps 0", "--fps goes from 1 to 60, not 0."),
        ("lock -o x.cast --cast-version 4", "There is asciicast version 2 and 3, not 4."),
        ("lock -o x.cast --from 2 --to 1", "--from has to come before --to."),
        ("lock -o x.cast --still 1", "--still makes an .svg or a .txt, not a .cast."),
        (
            "lock -o x.cast --size 1000x10",
            "The value '1000x10' is invalid for '--size <columns x rows>': expected columns and rows from 40x10 to 500x200"
        ),
        (
            "lock -o x.cast --panels code,lag",
            "The value 'code,lag' is invalid for '--panels <list>': there is no 'lag'"
        ),
        ("lock -o x.cast --from -1", "--from is a number of seconds, from 0 to 86400."),
        ("lock -o x.cast --from 6", "--from 6.0 is after the end of the run, which ends at 5.0"),
        ("lock -o x.cast --keys 'at step 500'", "--keys: 'at step 500' never comes: the run ends after 5.0"),
        ("lock -o x.cast --keys 'at 1; key space; at 2'", "--keys: 'at 2.0' never comes: the run is paused."),
        ("lock -o x.cast --keys @.", "--keys: .: expected a file of text"),
        ("lock -o x.cast --speed max", "A screencast needs a clock that goes: give --speed a factor."),
        (
            "lock -o x.cast --schedule parallel",
            "A parallel run differs each time: save one with 'run --trace FILE', and record FILE."
        ),
        ("lick -o x.cast", "There is no scenario named 'lick'. Did you mean 'lock'?"),
        (
            "lock -o /proc/nowhere/x.cast",
            "'/proc/nowhere/x.cast' can not be written: No such file or directory."
        ),
        ("./none.trace.jsonl -o x.cast", "./none.trace.jsonl: can not be read: No such file or directory"),
        ("lock -o x.cast --keys 'at 1; dance'", "--keys: statement 2, 'dance': expected one of at, wait"),
        (
            "lock -o x.cast --keys 'lane nobody'",
            "--keys: there is no lane 'nobody' yet when the script speaks of it."
        ),
    ])
    func `what can not be is named, with what would be right, and nothing is left behind`(
        arguments: String, sentence: String
    ) async throws {
        let run = try await shell(#""$threadlanes" record \#(arguments); echo "status $?"; ls"#)
        #expect(run.output == "status 64\n")
        #expect(run.errors.hasPrefix("Error: \(sentence)"), "\(run.errors)")
    }

    @Test func `a recording that fails leaves the one before it`() async throws {
        let run = try await shell(
            """
            echo before >x.cast
            "$threadlanes" record lock -o x.cast --keys 'at 1; lane nobody' 2>/dev/null; cat x.cast; ls
            """)
        #expect(run.lines == ["before", "x.cast"])
    }
}
