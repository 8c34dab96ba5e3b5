#!/usr/bin/env bash
# Runs GenNet.Paths on arm64, emulated by qemu, and on this x64 machine with 256-bit and with 128-bit vectors: networks of both forms and
# precisions, all optimizers, elementary functions. Ends with 0 where all hashes agree, 1 where they do not, and 77 where it cannot run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export MSBUILDDISABLENODEREUSE=1
folder=artifacts/arm64
mkdir -p $folder

cannot() { echo "arm64 cannot be emulated here: $1"; exit 77; }
[[ $(uname -sm) == "Linux x86_64" ]] || cannot "it takes Linux on x64"

# qemu and the libraries that .NET asks for, unpacked from Debian's packages. apt gets lists of its own, so that the system stays as it is.
if [[ ! -d $folder/root ]]; then
    type -t apt-get dpkg > /dev/null || cannot "it takes Debian's packages"
    mkdir -p $folder/{packages,lists/partial,cache/archives/partial}
    apt=(apt-get -qq -o APT::Architectures=amd64,arm64 -o APT::Sandbox::User=
        -o "Dir::State::Lists=$PWD/$folder/lists" -o "Dir::Cache=$PWD/$folder/cache")
    "${apt[@]}" update && (cd $folder/packages && "${apt[@]}" download qemu-user-static {libc6,libgcc-s1,libstdc++6,libssl3}:arm64) \
        || cannot "the packages cannot be downloaded"
    for package in $folder/packages/*.deb; do dpkg -x "$package" $folder/unpacked; done
    mv $folder/unpacked $folder/root
fi

dotnet publish -c Release --self-contained -r linux-arm64 tests/GenNet.Paths -o $folder/program
dotnet build -c Release tests/GenNet.Paths -o $folder/x64

on_arm64() {
    DOTNET_EnableWriteXorExecute=0 DOTNET_GCHeapHardLimit=0x40000000 \
        $folder/root/usr/bin/qemu-aarch64-static -L $folder/root $folder/program/GenNet.Paths "$1"
}

# Each is one thread: both at once take the time of one.
on_arm64 guard > /dev/null &
guard=$!
trap 'kill $guard 2> /dev/null || true' EXIT

# The first line names the path, each of the others has a hash.
on_arm64 bits > $folder/arm64.txt
[[ $(head -n 1 $folder/arm64.txt) == 128 ]] || { echo "error: arm64 has the path '$(head -n 1 $folder/arm64.txt)', not 128"; exit 1; }
for bits in 256 128; do
    DOTNET_PreferredVectorBitWidth=$bits dotnet $folder/x64/GenNet.Paths.dll bits > $folder/x64-$bits.txt
    [[ $(head -n 1 $folder/x64-$bits.txt) == "$bits" ]] || cannot "this machine's path is $(head -n 1 $folder/x64-$bits.txt)"
    diff <(tail -n +2 $folder/x64-$bits.txt) <(tail -n +2 $folder/arm64.txt) \
        || { echo "error: not the bits of x64 with $bits-bit vectors"; exit 1; }
done
wait $guard
echo "arm64: $(($(wc -l < $folder/arm64.txt) - 1)) hashes are those of x64 with 256-bit and with 128-bit vectors; no call leaves its spans."
