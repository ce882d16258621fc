import Foundation
import TestSupport
import Testing

@testable import Threadlanes

/// The program, its manual page and completions, installed in a folder.
@Suite struct InstallCommandTests {
    private static let shells = [
        ("bash", "share/bash-completion/completions/threadlanes"),
        ("zsh", "share/zsh/site-functions/_threadlanes"),
        ("fish", "share/fish/vendor_completions.d/threadlanes.fish"),
    ]

    private func text(_ folder: URL, _ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    @Test func `what is installed runs, completes and is explained, also when it is installed again`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let prefix = folder.appending(path: "a b").path
            let program = prefix + "/bin/threadlanes"
            let first = try await threadlanes("install", "--prefix", prefix)
            #expect(first.status == 0)
            #expect(first.errors.isEmpty)
            #expect(
                first.lines.filter { !$0.isEmpty }.allSatisfy { FileManager.default.fileExists(atPath: $0) })
            #expect(first.lines.contains(program))
            #expect(first.lines.contains(prefix + "/lib/threadlanes/libthreadlanes-watch.so"))
            // Also from a path that the system would take for two.
            let watched = try await finish([program, "watch", "--plain", "--", "sleep", "0.01"])
            #expect(watched == Finished(status: 0, output: "", errors: ""))
            let version = try await finish([program, "--version"])
            #expect(version.status == 0 && version.output == "\(programVersion)\n")
            for (shell, path) in Self.shells {
                let script = try await threadlanes("--generate-completion-script", shell).output
                #expect(try text(folder, "a b/" + path) == script, "\(shell)")
                #expect(script.contains("install"))
            }

            // An older one is replaced, and one that runs from there replaces all but itself.
            try Data("old".utf8).write(to: URL(filePath: program))
            try Data("old".utf8).write(to: folder.appending(path: "a b/share/man/man1/threadlanes.1"))
            #expect(try await threadlanes("install", "--prefix", prefix).status == 0)
            #expect(try await finish([program, "install", "--prefix", prefix]).output == first.output)
            #expect(try await finish([program, "--version"]).output == "\(programVersion)\n")
            #expect(try text(folder, "a b/share/man/man1/threadlanes.1").hasPrefix(".TH \"THREADLANES\" 1"))
        }
    }

    @Test func `the manual page tells of every command and every option`() throws {
        let page = try ManualPage("threadlanes").text
        let root = try CommandDescription.root()
        var options = 0
        for command in root.subcommands ?? [] where command.shouldDisplay && command.commandName != "help" {
            #expect(page.contains("\n.SS \(Roff.escaped(command.commandName))\n"))
            for name in (command.arguments ?? []).filter({ $0.shouldDisplay && !$0.isEverywhere }).flatMap({
                $0.names ?? []
            }) {
                #expect(page.contains("\\fB\(Roff.escaped(name.spelled))\\fR"), "\(name.spelled)")
                options += 1
            }
        }
        #expect(options > 60)
        #expect(page.contains("\\fB\\-\\-ascii\\fR, \\fB\\-\\-no\\-ascii\\fR\n"))
        let requests = page.split(separator: "\n").filter { $0.hasPrefix(".") }.compactMap {
            $0.split(separator: " ").first
        }
        #expect(Set(requests) == [".TH", ".nh", ".ad", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE"])
    }

    @Test func `the manual page tells what holds when nothing is said, and what there is to choose from`()
        throws
    {
        let page = try ManualPage("threadlanes").text
        #expect(page.contains("(default: /usr/local)\n"))
        #expect(page.contains("(values: perfetto, csv, svg)\n"))
        // Where the help says it in words, it is not said twice.
        #expect(page.contains("(default: standard output)\n"))
        // What nothing is said of is left out, not left empty.
        #expect(!page.contains("\n\n"))
        #expect(
            page.contains(
                "\\fBthreadlanes export\\fR \\fIfile\\fR \\fB\\-f\\fR \\fIformat\\fR [")
        )
    }

    @Test func `lines of a paragraph are joined, and indented ones are a table`() {
        var page = Roff()
        page.paragraphs("one\ntwo\n  a b   first\n  -c  second\nthree\n\nfour")
        #expect(
            page.text
                == ".PP\none two\n.RS\n.TP\n\\fBa b\\fR\nfirst\n.TP\n\\fB\\-c\\fR\nsecond\n.RE\n.PP\nthree\n.PP\nfour\n"
        )
    }

    @Test func `a program that runs is replaced, and goes on`() async throws {
        let run = try await shell(
            #"""
            mkdir -p p/bin && cp "$threadlanes" p/bin/threadlanes
            p/bin/threadlanes run lock --plain --speed 0.01 >log 2>&1 & running=$!
            until [ -s log ]; do kill -0 $running || exit 9; sleep 0.05; done
            before=$(stat -c %i p/bin/threadlanes)
            "$threadlanes" install --prefix p >/dev/null || exit 8
            kill -0 $running && [ $(stat -c %i p/bin/threadlanes) != $before ]; result=$?
            kill $running
            exit $result
            """#)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func `a file that can not be written to its end is no bad usage, and what was there stays`()
        async throws
    {
        let run = try await shell(
            #"""
            mkdir -p p/bin && echo old >p/bin/threadlanes
            (ulimit -f 100; "$threadlanes" install --prefix p)
            result=$?; cat p/bin/threadlanes; find p -type f; exit $result
            """#)
        #expect(run.status == 1)
        #expect(run.output == "old\np/bin/threadlanes\n")
        #expect(run.errors.contains("'p/bin/threadlanes' can not be written: "))
    }

    @Test func `no text is a request of roff`() {
        #expect(Roff.escaped(".so /etc/passwd") == "\\&.so /etc/passwd")
        #expect(Roff.escaped("'a' \\n -x") == "\\(aqa\\(aq \\(rsn \\-x")
        var page = Roff()
        page.item("term", "one\n.two")
        #expect(page.text == ".TP\nterm\none .two\n")
    }

    @Test func `where nothing can be written the remedy is told`() async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: folder.appending(path: "file"))
            let refused = try await threadlanes("install", "--prefix", folder.appending(path: "file").path)
            #expect(refused.status == 64)
            #expect(refused.output.isEmpty)
            #expect(refused.errors.contains("bin/threadlanes' can not be written: Not a directory."))
            #expect(refused.errors.contains("--prefix"))
        }
    }
}
