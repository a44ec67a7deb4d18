"""Reads docker-compose.yml, Dockerfile and .dockerignore for tests/fleet.sh.

check PROGRAM SECRETS   what they name exists: files, commands, settings, secrets; every service is held short
env SERVICE             the environment of a service, KEY=VALUE lines
"""

import re
import subprocess
import sys

import yaml

with open("docker-compose.yml", encoding="utf-8") as file:
    compose = yaml.safe_load(file)
services = compose["services"]


def unset(value):
    """${NAME:-default} is its default, as where nothing is set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value))


def env(service):
    for key, value in services[service]["environment"].items():
        print(f"{key}={unset(value)}")


def check(program, secrets):
    wrong = []

    def want(holds, what):
        if not holds:
            wrong.append(what)

    with open("Dockerfile", encoding="utf-8") as file:
        dockerfile = file.read()
    settings = subprocess.run([program, "help", "serve"], capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"\bREDRESS_\w+", dockerfile))
    for name, service in services.items():
        ours = service.get("image") == "redress:local"
        if ours:
            named |= set(service["environment"])
            words = service["command"]
            ran = subprocess.run([program, *words, "--help"], capture_output=True, check=False)
            want(ran.returncode == 0, f"{name}: the program knows no command {words}")
        want(service.get("read_only") is True, f"{name}: its file system can be written")
        want(service.get("cap_drop") == ["ALL"] and "cap_add" not in service, f"{name}: it has capabilities")
        want("no-new-privileges:true" in service.get("security_opt", []), f"{name}: it can gain privileges")
        want(service.get("user", "" if ours else "0").split(":")[0] != "0", f"{name}: it runs as root")
        want("max-size" in service["logging"]["options"], f"{name}: its log grows without end")
        want("healthcheck" in service or name == "mail", f"{name}: nobody looks after its health")
        for secret in service.get("secrets", []):
            want(secret in compose["secrets"], f"{name}: no secret {secret}")
        for network in service.get("networks", []):
            want(network in compose["networks"], f"{name}: no network {network}")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            want(source in compose["volumes"] or subprocess.run(["test", "-e", source], check=False).returncode == 0, f"{name}: {source}")
        for other in service.get("depends_on", {}):
            want(other in services, f"{name}: waits for {other}, which is not there")
        for value in service.get("environment", {}).values():
            if str(value).startswith("/run/secrets/"):
                want(str(value).removeprefix("/run/secrets/") in service.get("secrets", []), f"{name}: {value} is not mounted")
    for setting in named:
        want(setting in settings or not setting.isupper(), f"the program knows no setting {setting}")
    made = {path.removeprefix("./deploy/secrets/") for path in (s["file"] for s in compose["secrets"].values())}
    have = set(subprocess.run(["ls", secrets], capture_output=True, text=True, check=True).stdout.split())
    want(made <= have, f"make.sh does not make {made - have}")
    want(re.search(r"^USER 65532:65532$", dockerfile, re.M), "Dockerfile: it runs as root")
    want(services["work"]["networks"] == ["data", "mail"] and compose["networks"]["data"].get("internal"), "the database can be reached")
    proxy = services["proxy"]["networks"]["edge"]["ipv4_address"]
    want(services["app1"]["environment"]["REDRESS_BEHIND_PROXY"] == proxy, "the proxy has another address than the one it is trusted by")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if sys.argv[1] == "env":
    env(sys.argv[2])
else:
    sys.exit(check(*sys.argv[2:]))
