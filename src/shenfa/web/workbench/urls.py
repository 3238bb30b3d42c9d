"""Every address of the workbench."""

from django.urls import path

from shenfa.web.workbench import account, releases, reviewing, tasks

urlpatterns = [
    path("sign-in", account.sign_in),
    path("sign-out", account.sign_out),
    path("recover", account.recover),
    path("account", account.account),
    path("account/password", account.password),
    path("account/totp", account.totp),
    path("account/devices", account.device),
    path("account/devices/<id:device>/revoke", account.device_gone),
    path("tasks", tasks.tasks),
    path("tasks/queue", tasks.queue),
    path("manuscripts", tasks.manuscripts),
    path("notices", tasks.notices),
    path("notices/<int:notice>/read", tasks.notice_seen),
    path("releases/<id:release>/card", releases.card),
    path("revisions/<id:revision>/", reviewing.revision),
    path("revisions/<id:revision>/compare/<id:old>", reviewing.compare),
    path("revisions/<id:revision>/preview", reviewing.preview),
    path("revisions/<id:revision>/attachments/<str:name>", reviewing.attachment),
    path("revisions/<id:revision>/submit", reviewing.submit),
    path("revisions/<id:revision>/decide", reviewing.decide),
    path("revisions/<id:revision>/publish", reviewing.publish),
    path("revisions/<id:revision>/answer", reviewing.answer),
    path("revisions/<id:revision>/recall", reviewing.recall),
    path("revisions/<id:revision>/accept-source", reviewing.accept_source),
    path("revisions/<id:revision>/except-source", reviewing.exception),
    path("revisions/<id:revision>/attribute", reviewing.attribute),
    path("revisions/<id:revision>/secrecy", reviewing.secrecy),
    path("revisions/<id:revision>/findings/<str:key>", reviewing.finding),
    path("revisions/<id:revision>/gaps/<str:key>", reviewing.gap),
]
