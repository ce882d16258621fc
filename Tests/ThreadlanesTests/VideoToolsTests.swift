import Testing

/// Videos where the programs that make them fail: the user's file is named, and nothing is left behind.
@Suite struct VideoToolsTests {
    private static let real = #"exec "$(PATH=/usr/bin:/bin command -v ${0##*/})" "$@""#

    @Test(arguments: [
        ("exit 0", real, "'a b.gif' can not be made: ffmpeg wrote nothing"),
        (
            #"for last; do :; done; : >"${last#file:}""#, real,
            "'a b.gif' can not be made: ffmpeg wrote nothing"
        ),
        (
            "echo broken >&2; exit 3", real,
            "'a b.gif' can not be made: ffmpeg failed (exit status 3):\nbroken"
        ),
        (
            "/bin/rm bin/ffmpeg; " + real, real,
            "'a b.gif' can not be made: ffmpeg is not installed"
        ),
        (real, "exit 4", "'a b.gif' can not be made: rsvg-convert failed (exit status 4)"),
        (
            // Two are at work at once: none goes before the other has begun.
            real, "/bin/sleep 1; /bin/rm -f bin/rsvg-convert; " + real,
            "'a b.gif' can not be made: rsvg-convert is not installed"
        ),
    ])
    func `the message names the file, and nothing is left behind`(
        ffmpeg: String, converter: String, message: String
    ) async throws {
        let run = try await shell(
            """
            mkdir bin temporary
            cat >bin/ffmpeg <<'END'
            #!/bin/sh
            \(ffmpeg)
            END
            cat >bin/rsvg-convert <<'END'
            #!/bin/sh
            \(converter)
            END
            chmod +x bin/*; echo old >'a b.gif'
            PATH=$PWD/bin TMPDIR=$PWD/temporary "$threadlanes" record lock --seed 7 --to 1 -f -o 'a b.gif' 2>told
            echo $?; sed 's/^Error: //' told; cat 'a b.gif'; ls temporary; ls | wc -l
            """)
        #expect(run.output == "1\n\(message)\nold\n4\n", "\(run)")
    }
}
