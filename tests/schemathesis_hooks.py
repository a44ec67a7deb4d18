"""Signs generated requests in: members by their session, the citizen's routes by the token of one tracked case."""

import os

import requests
import schemathesis

URL = os.environ["REDRESS_TEST_URL"]
CITIZEN = "/api/v1/public/case"


def answer(path, body):
    response = requests.post(URL + path, json=body, timeout=30)
    response.raise_for_status()
    return response.json()


def citizen_token():
    case = answer(
        "/api/v1/public/cases",
        {
            "kind": "complaint",
            "matter": "voter_list",
            "identity": "named",
            "title": "Tên bị bỏ sót",
            "body": "Tên tôi không có trong danh sách cử tri niêm yết tại tổ 3.",
            "petitioner": {"name": "Nguyễn Thị Thử", "phone": "0912345678"},
        },
    )
    tracked = answer("/api/v1/public/track", {"number": case["number"], "receipt_code": case["receipt_code"]})
    return tracked["token"]


def member_token():
    user = {"username": os.environ["REDRESS_TEST_USER"], "password": os.environ["REDRESS_TEST_PASSWORD"]}
    return answer("/api/v1/session", user)["access_token"]


def is_citizen(context):
    path = context.operation.path
    return path == CITIZEN or path.startswith(CITIZEN + "/")


# Tokens live 15 and 30 minutes; a session that a generated request ended is opened again on the next 401.
@schemathesis.auth(refresh_interval=600, cache_by_key=lambda case, context: "citizen" if is_citizen(context) else "member")
class Tokens:
    def get(self, case, context):
        return citizen_token() if is_citizen(context) else member_token()

    def set(self, case, token, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {token}"
