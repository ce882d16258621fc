import Foundation
import Testing

/// `threadlanes explore` by several threads, several machines, and after a break.
@Suite struct ExploreInPartsTests {
    /// Sends Ctrl-C to `$pid`, some time after it asked the system to be told of it: before that, a shell's background job has it
    /// ignored. The last digit of the signals that a process catches has SIGINT's bit then.
    private static let interrupt = """
        interrupt() {
            until grep -q '^SigCgt.*[2367abef]$' /proc/$pid/status; do kill -0 $pid || return; sleep 0.05; done
            sleep $1; kill -INT $pid; wait $pid
        }

        """

    @Test func `two threads search as many executions as one`() async throws {
        let run = try await threadlanes("explore", "readers-writers-fixed", "--jobs", "2")
        #expect(run.status == 0)
        #expect(run.output.contains("are covered by 625 executions"))
    }

    @Test func `shards that GNU parallel runs are joined`() async throws {
        let run = try await shell(
            """
            export threadlanes
            seq 3 | parallel --will-cite '"$threadlanes" explore readers-writers-fixed --shard {}/3 --json > shard-{}.json' || exit 3
            "$threadlanes" explore --merge shard-*.json
            "$threadlanes" explore --merge shard-1.json shard-3.json; [ $? = 1 ] || exit 4
            "$threadlanes" explore --merge shard-1.json shard-1.json; [ $? = 64 ] || exit 5
            "$threadlanes" explore deadlock-fixed --shard 2/3 --json > other.json
            "$threadlanes" explore --merge shard-1.json other.json; [ $? = 64 ] || exit 6
            """)
        #expect(run.status == 0)
        let lines = run.lines
        #expect(
            lines.first?.hasPrefix(
                "verified: all interleavings of readers-writers-fixed are covered by 625 executions") == true)
        #expect(lines.contains { $0.hasSuffix("but shard 2 is missing") })
        #expect(run.errors.contains("shard-1.json and shard-1.json are both shard 1 of 3."))
        #expect(run.errors.contains("other.json and shard-1.json are not of the same search."))
    }

    @Test func `shards draw the lots that one search would`() async throws {
        let run = try await shell(
            """
            options="philosophers --strategy random --runs 60 --keep-going"
            "$threadlanes" explore $options --json > whole.json
            for i in 1 2; do "$threadlanes" explore $options --shard $i/2 --json > shard-$i.json; done
            "$threadlanes" explore --merge shard-1.json shard-2.json --json > joined.json
            for file in whole joined; do grep -E '"(executions|bugs|deadlocked|steps)"' $file.json > $file; done
            cat whole; cmp whole joined
            """)
        #expect(run.status == 0)
        #expect(run.output.contains("\"executions\" : 60,"))
        #expect(!run.output.contains("\"bugs\" : 0,"))
    }

    @Test(arguments: ["", "--jobs 2", "--strategy random --runs 100000000", "--strategy exhaustive"])
    func `what is interrupted can go on`(_ options: String) async throws {
        let run = try await shell(
            Self.interrupt + """
                search() {
                    "$threadlanes" explore lock --allow lost-update "$@" > out & pid=$!
                    interrupt 2; [ $? = 130 ] || exit 3
                    sed -n 's/.* stopped after \\([0-9]*\\) executions.*/\\1/p' out
                }
                first=$(search \(options)); report=$(ls lock-*.search.json)
                grep -q "^go on:     threadlanes explore lock --resume $report" out || exit 4
                second=$(search --resume $report --jobs 2)
                again=$(grep -A4 '"again"' $report | grep -c executions)
                [ "$(ls *.json)" = "$report" ] || exit 5
                echo "$first $second"
                """)
        #expect(run.status == 0, "\(run)")
        let counts = run.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(counts.count == 2 && counts.allSatisfy { $0 > 0 })
    }

    @Test func `a search that went on comes to the same end`() async throws {
        let run = try await shell(
            Self.interrupt + """
                options="philosophers --strategy pos --runs 4000 --keep-going --allow deadlock"
                "$threadlanes" explore $options > out & pid=$!
                interrupt 0.2; [ $? = 130 ] || exit 3
                "$threadlanes" explore philosophers --resume philosophers-*.search.json --json | grep -E '"(executions|isComplete)"'
                """)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("\"executions\" : 4000,"))
        #expect(run.output.contains("\"isComplete\" : true,"))
    }

    @Test func `what was found is drawn`() async throws {
        let run = try await shell(
            """
            "$threadlanes" explore deadlock --svg found.svg; [ $? = 2 ] || exit 3
            rsvg-convert found.svg -o found.png && grep -o '>Alice<' found.svg | head -1
            """)
        #expect(run.status == 0)
        #expect(run.output.hasSuffix(">Alice<\n"))
    }

    @Test func `a bound on steps is said, and what is cut off is none of its business`() async throws {
        let run = try await threadlanes("explore", "lock", "--bound", "preemptions=0,steps=40")
        #expect(run.status == 0)
        #expect(run.output.contains("lock: verified within 0 preemptions and 40 steps: no bug in any of "))
        #expect(!run.output.contains("cut off"))
    }
}
