import Foundation
import Testing
import ThreadTrace

/// `run --trace`, and what can be done with a trace without a screen.
@Suite struct TraceCommandTests {
    @Test(arguments: ["--seed 7", "--schedule round-robin"])
    func `the same run saves the same trace, byte for byte`(options: String) async throws {
        let run = try await shell(
            """
            for name in a b; do
                "$threadlanes" run lock \(options) --speed max --plain --trace $name >/dev/null || exit 1
            done
            cmp a b && head -1 a
            """)
        #expect(run.status == 0)
        #expect(run.lines.first?.hasPrefix(#"{"format":"threadlanes-trace","version":1,"#) == true)
    }

    @Test func `standard output may be the file, and then is nothing else`() async throws {
        let run = try await shell(
            #""$threadlanes" run lock --seed 7 --speed max --trace - >a && "$threadlanes" run lock --seed 7 --speed max --plain --trace b >/dev/null && cmp a b"#
        )
        #expect(run == Finished(status: 0, output: "", errors: ""))
    }

    @Test(arguments: ["| cat >a", ">a"])
    func `a seeded run is the same trace wherever it goes`(place: String) async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed 4 --trace - \(place)
            "$threadlanes" run lock --seed 7 --speed max --plain --trace b >/dev/null && cmp a b
            """)
        #expect(run == Finished(status: 0, output: "", errors: ""))
    }

    @Test(arguments: ["--seed 7", "--schedule parallel"])
    func `a pipe is told that time goes on only when that is asked for`(schedule: String) async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock \(schedule) --speed 4 --trace - | grep -c '^{"time"'
            "$threadlanes" run lock \(schedule) --speed 4 --trace - --follow | grep -q '^{"time"' && echo told
            """)
        #expect(run.lines == ["0", "told"])
    }

    @Test func `what is not there can not be followed`() async throws {
        let run = try await threadlanes("run", "lock", "--plain", "--follow")
        #expect(run.status == 64)
        #expect(run.errors.hasPrefix("Error: Only a trace can be followed"))
    }

    @Test func `who watches a trace is told that time goes on while nothing happens, and nothing else`()
        async throws
    {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed 4 --trace - --follow | cat >watched
            "$threadlanes" run lock --seed 7 --speed 4 --trace - >kept
            grep -c '^{"time"' watched; grep -v '^{"time"' watched | cmp - kept
            "$threadlanes" export watched --format csv >a; "$threadlanes" export kept --format csv | cmp - a
            """)
        #expect((5...100).contains(run.lines.first.flatMap { Int($0) } ?? 0))
        #expect(run.lines.count == 1)
    }

    @Test func `a killed run leaves all that happened until then`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --trace t >/dev/null & child=$!
            until grep -qs 'Obtained lock' t; do sleep 0.05; done
            kill -KILL $child; wait $child 2>/dev/null
            "$threadlanes" export t --format csv | tail -1
            """)
        #expect(run.status == 0)
        #expect(run.lines.count == 1)
        #expect(run.errors.isEmpty || run.errors.contains("the last line is torn and was left out"))
    }

    @Test func `a torn last line loses only itself`() async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed max --plain --trace t >/dev/null
            "$threadlanes" export t --format csv >whole; head -c -5 t >torn
            "$threadlanes" export torn --format csv >part; echo $?; head -n -1 whole | cmp - part
            """)
        #expect(run.output == "0\n")
        #expect(run.errors == "threadlanes: torn: the last line is torn and was left out\n")
    }

    @Test func `what a later version writes is left out, and told once`() async throws {
        let run = try await shell(
            #"""
            "$threadlanes" run lock --seed 7 --speed max --plain --trace t >/dev/null
            sed '1s/"version":1/"version":9,"mood":"calm"/; 3i {"fibre":1}' t >later
            for file in t later; do "$threadlanes" record $file -o $file.txt 2>$file.err || exit 1; done
            cmp t.txt later.txt; grep -v recorded later.err
            """#)
        #expect(run.status == 0)
        #expect(run.lines.count == 1)
        #expect(run.output.contains("the trace is of a later version"))
    }

    @Test func `a damaged trace is named with the line, and what can be used of it`() async throws {
        let run = try await shell(
            #"""
            "$threadlanes" run lock --seed 7 --speed max --plain --trace t >/dev/null
            sed '20s/.*/[1,\x1b[2J/' t >bad; "$threadlanes" export bad --format csv; echo $?
            head -n 19 bad | "$threadlanes" export - --format csv | tail -1 | cut -d, -f1
            """#)
        #expect(run.lines.count == 2 && run.lines.first == "64" && run.lines.last != "number")
        #expect(run.errors.hasPrefix("Error: bad:20: "))
        #expect(run.errors.contains("head -n 19 bad"))
        #expect(!run.errors.contains("\u{1B}"))
    }

    @Test(arguments: ["replay", "export --format csv", "record -o x.txt"])
    func `what is no trace is refused`(command: String) async throws {
        let run = try await shell(
            """
            echo hello >none; : >empty; mkdir folder
            for file in none empty folder missing; do "$threadlanes" \(command) ./$file </dev/null; echo $?; done; ls
            """)
        #expect(run.lines.prefix(4) == ["64", "64", "64", "64"])
        #expect(run.lines.dropFirst(4) == ["empty", "folder", "none"])
    }

    @Test(arguments: ["export t --format csv -o t", "export t --format svg -o ./t", "record t.txt -o t.txt"])
    func `no trace is replaced by what is made of it`(command: String) async throws {
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed max --plain --trace t >/dev/null; ln t t.txt; cp t before
            "$threadlanes" \(command); echo $?; cmp t before
            """)
        #expect(run.output == "64\n")
        #expect(run.errors.contains("is the trace itself, and would be lost"))
    }

    @Test func `a full disk ends the trace, not the run`() async throws {
        let run = try await shell(
            #""$threadlanes" run lock --seed 7 --speed max --plain --trace /dev/full | wc -l; "$threadlanes" run lock --seed 7 --speed max --plain | wc -l"#
        )
        #expect(run.lines.first == run.lines.last)
        #expect(
            run.errors
                == "threadlanes: '/dev/full' can not be written: No space left on device. The trace ends there.\n"
        )
    }

    @Test func `a full disk is an exit status`() async throws {
        let run = try await shell(
            #""$threadlanes" run lock --seed 7 --speed max --plain --trace /dev/full >/dev/null 2>&1"#)
        #expect(run.status == 1)
    }

    @Test func `a place where no trace can be is told before anything runs`() async throws {
        let run = try await shell(#""$threadlanes" run lock --plain --trace /proc/nowhere/t"#)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(
            run.errors.hasPrefix("Error: '/proc/nowhere/t' can not be written: No such file or directory."))
    }

    @Test func `a reader of the trace that goes ends the run, without a word`() async throws {
        let run = try await shell(
            #"{ "$threadlanes" run lock --seed 7 --trace -; echo "status $?" >&2; } | head -n 3 >/dev/null"#)
        #expect(run.errors == "status 141\n")
    }

    @Test(arguments: ["--plain --record x.cast", "--trace - --record x.cast", "--trace - --paused"])
    func `what needs a screen says so`(options: String) async throws {
        let run = try await threadlanes(["run", "lock"] + options.split(separator: " ").map(String.init))
        #expect(run.status == 64)
        #expect(run.errors.hasPrefix("Error: Without a screen"))
    }
}
