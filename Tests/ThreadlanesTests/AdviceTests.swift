import Testing

/// Commands that are suggested are good to be typed as they stand.
@Suite struct AdviceTests {
    @Test(arguments: [
        "a b.cast", "it's.cast", "-o.cast", "größer.cast", "a\nb.cast", "$HOME`id`.cast", "a\tb.txt",
    ])
    func `the advice after a recording leads a shell to the file`(name: String) async throws {
        let quoted = "'" + name.replacing("'", with: "'\\''") + "'"
        let run = try await shell(
            """
            "$threadlanes" record lock --seed 7 --to 1 -o ./\(quoted) 2>told || exit 1
            "$threadlanes" record lock --seed 7 --to 1 --force --output=\(quoted) 2>>told || exit 1
            sed 's/.*): \\(asciinema play\\|xdg-open\\)/printf "%s\\\\0"/' told >advice
            sh advice >names; printf '%s\\0' ./\(quoted) \(name.hasPrefix("-") ? "./" : "")\(quoted) | cmp - names
            """)
        #expect(run == Finished(status: 0, output: "", errors: ""))
    }

    @Test(arguments: ["-bad trace's", "bad"])
    func `the advice for a damaged trace works`(name: String) async throws {
        let quoted = "'" + name.replacing("'", with: "'\\''") + "'"
        let run = try await shell(
            """
            "$threadlanes" run lock --seed 7 --speed max --plain --trace t >/dev/null
            sed '20s/.*/[1,/' t >./\(quoted)
            "$threadlanes" export ./\(quoted) --format csv 2>told; "$threadlanes" export --format csv -- \(quoted) 2>>told
            sed -n 's/.*can be used: \\(.*\\) | threadlanes .*/\\1/p' told >advice; sh advice | wc -l
            """)
        #expect(run == Finished(status: 0, output: "38\n", errors: ""))
    }
}
